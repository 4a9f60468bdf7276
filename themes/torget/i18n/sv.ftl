# UI-texter på svenska. Nycklarna är desamma i alla språk.
# Ett nytt språk: kopiera filen till <språkkod>.ftl och översätt.

# --- Sidans ram ---
skip-to-content = Hoppa till innehållet
menu = Meny
main-menu = Huvudmeny
footer-menu = Mer om webbplatsen
breadcrumbs = Här är du
to-start-page = startsidan
search = Sök
subscribe = Prenumerera
as-of = Uppgifterna gäller { $date }.
contents = På den här sidan
printed-from = Utskrift av { $url }.
printed-addresses = En adress som börjar med / finns på { $site }.
turn = Föregående och nästa
previous = Föregående
next = Nästa
page-word = Sida
pages-of-list = Fler sidor i listan
linked-from = Sidor som leder hit
related = Liknande sidor
page-source = Sidans källtext
updated = Uppdaterad { $date }

# --- Gemensamma ord ---
date = Datum
end = Slut
facts = Fakta
form = Form
for-whom = För
focus-area = Fokusområde
focus-areas =
    { $n ->
        [0] Fokusområde
        [one] Fokusområde
       *[other] Fokusområden
    }
from-date = från { $date }
from-to = { $from } – { $to }
functions =
    { $n ->
        [one] Funktion
       *[other] Funktioner
    }
initiative = Initiativ
initiatives = Initiativ
initiatives-count =
    { $n ->
        [0] Inga initiativ
        [one] Ett initiativ
       *[other] { $n } initiativ
    }
kind = Slag
minutes =
    { $n ->
        [one] 1 minut
       *[other] { $n } minuter
    }
page-number = sidan { $page }
pages-count =
    { $n ->
        [one] 1 sida
       *[other] { $n } sidor
    }
party = Part
parties =
    { $n ->
        [one] Part
       *[other] Parter
    }
perspectives =
    { $n ->
        [one] Perspektiv
       *[other] Perspektiv
    }
place = Plats
since = sedan { $date }
since-start = Sedan { $date }
source = Källa
sources = Källor
start = Start
status = Status
subjects = Ämnen
time = Tid
until-date = till { $date }

# --- Startsidan ---
the-square =
    { $n ->
        [one] Ett initiativ på torget
       *[other] { $n } initiativ på torget
    }
one-stone = Varje sten är ett initiativ. Mönstret visar hur långt det har kommit.
too-many-stones = Stenarna är för många för att läggas ut här.
as-of-portfolio = Så såg det ut { $date }.
other-initiatives = Utanför fokusområdena
legend = Vad stenarna betyder
to-portfolio = Läs om alla initiativ i portföljen
latest-news = Senaste nytt
all-news = Alla nyheter
latest-events = Senaste aktiviteter
all-events = Alla aktiviteter
moved-initiatives = Senast ändrade initiativ
all-initiatives = Alla initiativ

# --- Portföljen ---
choose = Välj initiativ
word-in-initiative = Ord i namn eller beskrivning
more-choices = Fler val
show-choice = Visa valda
clear-choice = Rensa valen
of-initiatives = av { $n } initiativ
none-shown = Inget initiativ stämmer med valen. Ta bort något val eller rensa alla.
portfolio-of =
    { $by ->
        [status] Initiativ med statusen { $name }
        [area] Initiativ i området ”{ $name }”
        [party] Initiativ där { $name } är med
        [kind] Initiativ av slaget { $name }
        [phase] Initiativ i fasen { $name }
        [perspective] Initiativ med perspektivet ”{ $name }”
       *[sdg] Initiativ som bidrar till globalt mål { $name }
    }
by-status = Status
by-area = Fokusområde
by-party = Part
by-kind = Slag
by-phase = Fas
by-perspective = Perspektiv
by-sdg = Globalt mål
show-as = Visa som
as-list = Lista
as-board = Tavla
as-timeline = Tidslinje

# --- Ett initiativ ---
blocker = Det här hindrar:
why = Varför?
result = Det här har hänt
lessons = Det här har vi lärt oss
next-step = Nästa steg
support = { $name } bidrar med
status-history = Så har statusen ändrats
phase-history = Faser
phase-is = fas: { $name }
no-focus-area = Hör inte till något fokusområde
leads = Leds av
agenda-2030 = Agenda 2030
former-names =
    { $n ->
        [one] Tidigare namn
       *[other] Tidigare namn
    }
other-names = Andra namn
part-of = Del av
contains = Innehåller
replaces = Ersätter
replaced-by = Ersatt av
events = Aktiviteter
learning = Lär mer
news = Nyheter
documents = Dokument

# --- Fokusområden och organisationer ---
challenges = Utmaningar
names-over-time = Området har haft flera namn
name-now = Namnet nu
party-periods = Part i samarbetet
website-of = Gå till webbplatsen för { $name }

# --- Lärande ---
before-you-start = Innan du börjar
kind-of-page = Slag av sida
part-of-course = Kurs
outcomes = När du är klar
about-this-page = Om sidan
origin = Bygger på
reviewed = Granskad
licence = Licens
courses = Kurser
learning-pages = Lärsidor
modules =
    { $n ->
        [one] En modul
       *[other] { $n } moduler
    }
learning-type-article = Artikel
learning-type-guide = Guide
learning-type-method = Metod
learning-type-film = Film
learning-type-module = Modul
learning-type-course = Kurs

# --- Aktiviteter ---
event = Aktivitet
organisers =
    { $n ->
        [one] Arrangör
       *[other] Arrangörer
    }
programme = Program
series = Serie
former-title = Kallades också
new-date = Nytt datum: { $date }
new-date-undecided = Nytt datum är inte bestämt
add-to-calendar = Lägg till i din kalender
calendar = Kalender
event-as-ics = Hämta aktiviteten som kalenderfil
how-many = Hur många var med?
measure-registered = anmälda
measure-attended = deltagare
measure-viewed = visningar
measure-visitors = besökare
measure-exhibitors = utställare
measure-organisations = organisationer
measure-average = deltagare i genomsnitt
precision-about = omkring
precision-over = fler än
registered-is-not-attended = Siffran visar hur många som anmälde sig. Vi vet inte hur många som kom.
count-unknown = Våra källor säger inte hur många som var med.
see-recording = Se inspelningen av { $title }
coming = Kommande aktiviteter
past = Tidigare aktiviteter
no-coming-events = Det finns ingen planerad aktivitet just nu.
subscribe-calendar = Prenumerera på kalendern (ICS)

# --- Dokument ---
document-type = Slag av dokument
version = Version
reference-number = Diarienummer
accessibility = Tillgänglighet
download-document = Hämta dokumentet
read-original = Läs originalet
attachments = Bilagor
held-by-before = Originalet finns hos
held-by-after = Du kan begära ut det där.

# --- Sök och register ---
search-label = Sök på webbplatsen
register = Allt från A till Ö
letters = Bokstäver
hits =
    { $n ->
        [0] Inga träffar. Pröva ett kortare ord.
        [one] 1 träff
       *[other] { $n } träffar
    }
search-none = Inga träffar.
search-many = {"{n}"} träffar.
search-partial = Inga sidor har alla orden. De här har några av dem.
search-corrected = Vi sökte efter {"{text}"}.
search-missing = ”{"{word}"}” finns inte på någon sida.
search-unread = En del av sökningen gick inte att hämta, så träffar kan saknas.
search-failed = Sökningen gick inte att hämta. Pröva igen, eller använd registret på söksidan.
search-cut = Frågan är för lång. Vi sökte efter början av den.
search-more = Visa fler träffar
search-suggestions = Förslag
search-results = Sökresultat
search-see = se { $title }
year = År
kind-404 = Sida
kind-collection = Idéinsamling
kind-collection-section = Idéer
kind-criteria-set = Kriterier
kind-criteria-set-section = Bedömning
kind-idea = Idé
kind-idea-section = Idéer
kind-societal-goal = Samhällsmål
kind-societal-goal-section = Samhällsmål
kind-course = Kurs
kind-document = Dokument
kind-document-section = Dokument
kind-event = Aktivitet
kind-event-section = Aktiviteter
kind-focus-area = Fokusområde
kind-focus-area-section = Fokusområden
kind-index = Startsida
kind-initiative = Initiativ
kind-initiative-section = Initiativ
kind-learning = Lärsida
kind-learning-section = Lärande
kind-news = Nyhet
kind-news-section = Nyheter
kind-open-data = Öppna data
kind-organisation = Organisation
kind-organisation-section = Organisationer
kind-page = Sida
kind-portfolio = Portfölj
kind-search = Sök
kind-section = Sida
kind-taxonomy = Ämnen
kind-term = Ämne

# --- Komponenter ---
fact = Fakta
play-film = Spela filmen
film-elsewhere = Filmen ligger hos { $host }. Inget hämtas därifrån förrän du startar den.
captions = Undertexter
show-table = Visa siffrorna som tabell
download-csv = Hämta siffrorna som CSV
download-file = Hämta { $file }
quiz-several = Flera svar är rätt.
quiz-show = Visa svaret
quiz-correct =
    { $n ->
        [one] Rätt svar:
       *[other] Rätta svar:
    }
quiz-right = Rätt. Läs gärna förklaringen under Visa svaret.
quiz-wrong = Inte rätt. Pröva igen eller läs förklaringen under Visa svaret.
quiz-partly = Rätt så här långt. Det finns fler rätta svar.

# --- När sidan inte finns eller har flyttat ---
not-found = Sidan finns inte
not-found-why = Adressen kan vara felskriven, eller så har sidan tagits bort.
not-found-where = Pröva en av de här sidorna
moved = Sidan har flyttat
moved-to = Gå till { $title }

# --- Ord för uppgifter: torg hämtar dem efter uppgiftens eget ord ---
event-status-planned = Planerad
event-status-held = Genomförd
event-status-cancelled = Inställd
event-status-postponed = Flyttad
event-form-physical = På plats
event-form-digital = Digitalt
event-form-hybrid = På plats och digitalt
event-form-unknown = Okänd form
document-type-annual-report = Årsberättelse
document-type-plan = Plan
document-type-minutes = Protokoll
document-type-report = Rapport
document-type-notes = Minnesanteckningar
document-type-webpage = Webbsida
document-type-budget = Budget
document-type-agreement = Avtal
accessibility-tagged = Taggad PDF
accessibility-html = Webbsida
accessibility-exempt = Undantaget från kraven
standing-decided = Beslutat namn
standing-proposed = Föreslaget namn
standing-working = Arbetsnamn
priority-now = Prioriterad nu
priority-later = Kommer senare
priority-preliminary = Preliminär
statement-type-vision = Vision
statement-type-mission = Mission
indicator-type-leading = Ledande
indicator-type-lagging = Utfall
indicator-type-cornerstone = Hörnsten
direction-up = Mer är bättre
direction-down = Mindre är bättre
direction-keep = Ska hållas
relation-ensures = Säkerställer
relation-supports = Stödjer
media-kind-image = Bild
media-kind-film = Film
media-kind-recording = Inspelning
media-kind-sound = Ljud
amount-precision-exact = Exakt
amount-precision-about = omkring
amount-precision-over = över

# --- Poster: tid, källor, beslut, grupper ---
about = Gäller
agreements = Avtalen
answers-elsewhere = Se svaren
baseline = Utgångsvärde
count = Antal
decision = Beslut
different-scales = olika skalor
duties = Uppgifter
each-party = Varje parts tid
from = Från
holds = Gäller { $period }.
indicators = Indikatorer
meets = Träffas
no-indicators = Målet har ännu ingen indikator.
no-values = Det finns inga värden ännu.
now-called = heter nu { $name }
others-say =
    { $n ->
        [one] Ett annat dokument säger
       *[other] Andra dokument säger
    }
parties-over-time = Parterna år för år
preliminary = preliminärt
received = Inkom
seats-before =
    { $n ->
        [one] En tidigare plats
       *[other] { $n } tidigare platser
    }
sender = Från
share = { $n } % av heltid
signed = tecknades { $date }
sources-of =
    { $n ->
        [one] Källa
       *[other] Källor
    }
status-reports = Lägesrapporter
target = Mål
unnamed = Namnges inte
vacant = Vakant plats
value = Värde
worded-otherwise = Så ordar dokumenten det

# --- Ett initiativ, det som hör till ---
budget = Budget
called-then = hette då { $name }
answers-challenges = Svarar på
pulls-towards = Drar åt
from-ideas = Kom av
decisions-about = Beslut
leverage = Uppväxling
stake = Egen insats
raised = Utifrån
total-to-use = Att använda
core-team-group = Gruppen som beslutar
groups-of = Platser i grupper
no-goals-area = Området har ännu inget formulerat samhällsmål.

# --- Samhällsmål ---
goal-measure = Så vet vi att målet är nått
goal-period = Gäller
goals = Samhällsmål
no-goals = Det finns inget samhällsmål att visa ännu.
no-pulling = Inget initiativ drar åt målet ännu.
challenges-without-goal = De här utmaningarna är valda. Målen för dem är inte formulerade.

# --- Idéer och bedömning ---
assessed-what = Vad som bedömdes
collection = Insamling
collection-closed = Stängd
collection-is-closed = Insamlingen är stängd.
collection-is-open = Insamlingen är öppen.
collection-open = Öppen
collections = Insamlingar
criteria = Kriterier
criteria-example = Uppsättningen är ett exempel. Den är inte beslutad.
criterion = Kriterium
example = Exempel
idea-became = Det här blev det
idea-fate = Vad det blev
ideas-count =
    { $n ->
        [0] Inga publika idéer
        [one] En publik idé
       *[other] { $n } publika idéer
    }
ideas-public = Publika idéer
no-collections = Det finns ingen insamling att visa.
no-ideas = Ingen idé är publik. En idé visas först när någon har bestämt det.
no-results = Det finns inget resultat att visa. Ett resultat visas när minst tre parter har bedömt samma idé eller initiativ, och bara som medelvärde.
question = Fråga
results = Resultat
scale = Skala
weighed = Sammanvägt
weighing = Så vägs betygen ihop
weighing-how = Varje part sätter ett betyg för varje kriterium. Vi räknar medelvärdet av parternas betyg, multiplicerar det med kriteriets vikt, lägger ihop och delar med summan av vikterna, { $weights }. En enskild parts betyg visas aldrig.
weight = Vikt

# --- Senaste rörelserna ---
change-added = kom in i portföljen med statusen ”{ $to }”
change-status = gick från ”{ $from }” till ”{ $to }”
change-phase = gick från fasen { $from } till { $to }
change-phase-first = började fasen { $to }
change-name = bytte namn från ”{ $from }” till ”{ $to }”
change-joined = gick med som { $to }
change-left = lämnade rollen som { $from }
change-signed = tecknades
change-decided = beslutades
change-reported = fick lägesrapporten ”{ $to }”
change-stated = ny formulering
change-seated = { $to } tog plats
change-seated-unnamed = en plats tillsattes
change-vacant = en plats blev vakant

# --- Öppna data: namn och beskrivning i datakatalogen ---
data-portfolj = Portföljen
    .description = Alla publika initiativ med status, historik, parter, fokusområden och källor.
data-fokusomraden = Fokusområden
    .description = Fokusområdenas namn över tid, syften och utmaningar.
data-organisationer = Organisationer
    .description = Parter och andra organisationer, med namn och perioder som part.
data-serier = Serier av aktiviteter
    .description = Aktiviteter som hör ihop, med vad de handlar om.
data-programpunkter = Programpunkter
    .description = Vad som stod på programmet, punkt för punkt.
data-aktiviteter = Aktiviteter
    .description = Möten, mässor och andra aktiviteter med datum, status och antal. Varje antal har ett mått.
data-avtal = Avtal
    .description = Avtalen mellan parterna, med tid och vilka som tecknade dem.
data-partnerskap = Parter över tid
    .description = Vilka organisationer som har deltagit, i vilken roll och när.
data-personer = Personer
    .description = Personer i offentliga roller.
data-grupper = Grupper
    .description = Grupper som styr och stöder arbetet, med uppgifter.
data-platser = Platser
    .description = Vem som har vilken plats i en grupp, för vem och när.
data-vision-och-mission = Vision och mission
    .description = Utsagorna om vart vi ska och hur, med datum.
data-utmaningar = Utmaningar
    .description = Fokusområdenas utmaningar med prioritet.
data-samhallsmal = Samhällsmål
    .description = Mål för samhället, med tid och mått.
data-indikatorer = Indikatorer
    .description = Indikatorer för mål och initiativ, ett värde på varje rad.
data-statusrapporter = Statusrapporter
    .description = Färg och korta punkter för initiativ och mål.
data-ideinsamlingar = Idéinsamlingar
    .description = Frågor som människor har svarat på med idéer.
data-ideer = Idéer
    .description = Idéer som visas öppet, och vad det blev av dem.
data-kriterier = Bedömningskriterier
    .description = Kriterierna i varje version, med skala och vikt.
data-aterkoppling = Återkoppling från aktiviteter
    .description = Deltagarnas självskattning. Resultat från färre än fem svar visas inte.
data-moten = Möten
    .description = Möten som visas öppet.
data-beslut = Beslut
    .description = Beslut med datum, grupp och källa.
data-uppdrag = Uppdrag
    .description = Uppdrag som visas öppet.
data-verksamhetsmal = Verksamhetsmål
    .description = Målen i varje års verksamhetsplan.
data-uppfoljning = Uppföljning
    .description = Vad uppföljningen säger om varje mål.
data-budget = Budget och utfall
    .description = Budgeten rad för rad, med utfall där det finns.
data-finansiering = Finansiering
    .description = Vem som betalar hur mycket.
data-uppvaxling = Uppväxling
    .description = Vad egna insatser växte till.
data-arshjul = Årshjul
    .description = Vem som säkerställer och stödjer vad under året.
data-media = Media
    .description = Bilder, filmer och inspelningar med beskrivning.
data-ord = Ord
    .description = Ord och förkortningar med förklaring.
data-andringar = Ändringar i portföljen
    .description = Vad som har hänt, dag för dag: status, faser, namn, parter, avtal, beslut och statusrapporter. Varje ändring har sin källa.
data-catalogue = Datakatalog
    .description = Alla data som kan hämtas, med format, licens och schema.
data-keyword = innovation i offentlig sektor
data-file-json = JSON
    .description = Allt om varje post, med historik och källor.
data-file-csv = CSV
    .description = En tabell med kommatecken, enligt RFC 4180.
data-file-excel = CSV för svenska Excel
    .description = Samma tabell med semikolon, som Excel öppnar direkt.
data-file-atom = Atom
    .description = De senaste ändringarna som flöde.
data-change-added = { $name } kom in i portföljen med status ”{ $to }”
data-change-status = { $name } gick från ”{ $from }” till ”{ $to }”
data-change-phase = { $name } kom till fasen ”{ $to }”
data-change-name = ”{ $from }” heter nu ”{ $to }”
data-change-joined = { $name } gick med i rollen ”{ $to }”
data-change-left = { $name } lämnade rollen ”{ $from }”
data-change-signed = { $name } tecknades
data-change-decided = Beslut: { $name }
data-change-reported = { $name } fick färgen ”{ $to }” i en statusrapport
data-change-stated = Ny utsaga: { $name }
data-change-seated = { $to } tog plats i { $name }
data-change-seated-unnamed = En plats tillsattes i { $name }
data-change-vacant = En plats blev vakant i { $name }

# --- Det som torg lägger till på varje sida ---
table = Tabell { $n }
task-done = Klart
task-open = Inte klart
link-to-heading = Länk till avsnittet
description-taxonomy = Ämnen som sidorna är ordnade efter.
description-term = Sidor om ämnet { $title }.
description-organisation = { $title }: initiativ, tid som part och källor.
description-404 = Sidan finns inte.

# An internal build
internal-mark = Internt: får inte spridas.
internal-ideas = Jämför idéerna

# What participants said
feedback = Vad deltagarna tyckte
feedback-answers = { $n } deltagare svarade.
feedback-dimension = Fråga
feedback-mean = Medelvärde
feedback-learned = { $yes } av { $all } lärde sig något nytt.
feedback-themes = Det här skrev de om

# What the parties gave
assessment = Bedömning
assessment-by = Medelvärden av vad { $n } parter gav, enligt { $name } ({ $version }).
assessment-example = Kriterierna är ett exempel.
assessment-criterion = Kriterium
assessment-weight = Vikt
assessment-scale = Skala
assessment-mean = Medelvärde
assessment-whole = Vägt medelvärde: { $mean }
assessment-share = Vägt medelvärde: { $share } procent av det högsta

# Sending an idea
idea-form = Lämna en idé
idea-privacy = Skriv inga namn, adresser eller personnummer i idén. Den visas inte för någon utanför förrän det är bestämt.
idea-title = Vad ska idén heta?
idea-text = Vad går den ut på? Vilket problem löser den, och för vem?
idea-sender = Du lämnar idén som
idea-choose = Välj
idea-collection = Svarar den på någon av våra frågor?
idea-no-collection = Nej, idén är fristående
idea-send = Skicka idén
idea-by-email = Skriv idén som e-post
idea-download = Hämta frågorna som en textfil
idea-file = ide.txt
idea-recipient = Skicka idén till den part som den gäller.
idea-subject = En idé
idea-body = Vad ska idén heta?


    Vad går den ut på? Vilket problem löser den, och för vem?


    Du lämnar idén som (till exempel invånare, medarbetare eller förening):


    Skriv inga namn, adresser eller personnummer i idén.

# --- Pengar ---
figures-of = Uppgifterna gäller { $date }.
money-outcome = Utfall
money-budget-line = Post
money-left-over = Kvar
money-used = Använt
money-of-which-pay = Varav lön
money-sum = Summa
money-sums-checked = Summorna är kontrollerade: raderna blir de belopp som källan anger.
money-sums-in-kronor = Belopp i kronor. Summor, skillnader och andelar är våra uträkningar.
money-carried-into = Till { $name } fördes { $sum } från tidigare år.
money-meant-for = Pengarna är tänkta till:
money-financier = Finansiär
money-carried-over = Överskott från förra perioden
money-amount = Belopp
money-share = Del av bidragen
money-subtotal = Parternas bidrag
money-available = Tillgängligt
money-project = Projekt
money-project-total = Projektets budget
money-raised = Uppväxlat
money-year = År
matter = Ämne
money-one-source = Den ena källan
money-other-source = Den andra källan
money-difference = Skillnad
money-left-after = Kvar efter { $year }
money-budget-less-outcome = Budget minus utfall
money-decided = Beslutat

# --- Årshjulet ---
wheel-how = Siffrorna i hjulet är punkterna i listan.
wheel-who = Vem
wheel-ensures = Säkerställer
wheel-supports = Stödjer

# --- Uppföljning ---
goal = Mål
goal-number = Mål { $number }.
goal-short = Mål { $number }
goal-predecessor = Föregångare: mål { $number } för { $year }.
goal-parent = Sågs som en förutsättning för mål { $number }.
grade = Betyg
grade-unit = av { $max }
grade-of = { $grade } av { $max }
standing-told = Läge enligt rapporten
unclear = Det som behöver klarna
asked = { $n } personer tillfrågades. { $method }.
result-of = Så bedömdes { $name }
dimension = Område
mean = medelvärde
answered = { $n } personer svarade.
learned = { $yes } lärde sig något nytt, { $no } gjorde det inte.
no-feedback = Ingen återkoppling är publicerad ännu.
feedback-few = Svar från färre än fem personer visas inte.
no-reports = Ingen rapport är publicerad ännu.
number-of = Antal
phase = Fas
phases-none = Inget initiativ har fått en fas ännu.
phases-example = Faserna är exempel, som ingen har beslutat om: { $names }.
status-from-to = Från { $first } till { $last }
reports-over-time = Så har det gått enligt rapporterna
