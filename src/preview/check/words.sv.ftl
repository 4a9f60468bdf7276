# Sidan
title = Allt som är värt att se över
intro = Listan gäller sajten som den byggdes senast. Inget av det här hindrar att sajten publiceras, utom felen från bygget.
waiting = Sajten är inte byggd än. Ladda om sidan om en stund.
contents = Innehåll
nothing = Inget att se över här.
rest = Visa fler: { $from } till { $to } av { $n }
whole = Till hela listan
part = { $title }, från nummer { $from }
do = Gör så här:
edit = Redigera
open-file = Öppna { $file }, rad { $line }
more-pages = { $n ->
    [one] Samma sak finns på 1 sida till. Då kommer det oftast från temats mall.
   *[other] Samma sak finns på { $n } sidor till. Då kommer det oftast från temats mall.
}

# Vad bygget säger
error = Fel
warning = Varning
group-build = Fel och varningar från bygget
build-links = Länkar
build-accessibility = Tillgänglighet
build-content = Innehåll
build-portfolio = Portföljen

# Länkar
group-links = Länkar
links-above = Trasiga länkar står bland fel och varningar från bygget.
unreached = Sidor som ingen väg leder till
    .what = Det går inte att komma till sidan från startsidan genom menyer, listor och länkar i text. Bara den som söker hittar den.
    .do = Länka till sidan från en text, lägg den i en meny eller i ett avsnitt som visar sina sidor.

# Tillgänglighet
group-accessibility = Tillgänglighet
skipped-level = Rubriker som hoppar över en nivå
    .what = Den som lyssnar på sidan får sidans uppbyggnad genom rubrikerna. En nivå som saknas låter som om något är borta.
    .do = Sätt rubriken en nivå under rubriken före.
    .item = Rubriken ”{ $names }”
second-title = Flera huvudrubriker
    .what = En sida har en huvudrubrik, som är sidans titel.
    .do = Gör den andra rubriken till en underrubrik.
    .item = Rubriken ”{ $names }”
no-title = Sidor utan huvudrubrik
    .what = Huvudrubriken säger vad sidan handlar om.
    .do = Temats mall ska visa sidans titel som huvudrubrik.
bare-picture = Bilder utan beskrivning
    .what = Den som inte ser bilden får veta vad den visar genom beskrivningen.
    .do = Beskriv bilden med alt, eller ge den tom alt om den inget säger.
    .item = Bilden { $names }
silent-link = Länkar utan ord
    .what = Den som lyssnar på sidan hör att det är en länk men inte vart den leder.
    .do = Skriv länkens ord, eller beskriv bilden i den.
    .item = Länken till { $names }
vague-link = Länkar som inte säger vart de leder
    .what = Många läser länkarna för sig. Då ska orden i länken räcka.
    .do = Gör orden som säger vad man kommer till, till länk.
    .item = Länken ”{ $names }”
two-ways = Lika länkar som leder till olika sidor
    .what = Två länkar i sidans text har samma ord men leder till olika ställen.
    .do = Skriv olika ord i länkarna.
    .item = Länken ”{ $names }”
bare-table = Tabeller utan rubriker
    .what = Rubrikerna talar om vad som står i varje cell för den som lyssnar.
    .do = Ge tabellen en rubrikrad.
other-language = Text på ett annat språk
    .what = Den som lyssnar på sidan hör texten läsas upp som om den vore på sidans språk.
    .do = Märk ut språket, eller översätt texten.

# Klarspråk
group-language = Klarspråk
language = LIX, sida för sida
    .what = LIX är ord per mening plus andelen långa ord i procent (Björnsson 1968). Under 30 är mycket lätt, 30–39 lätt, 40–49 medelsvår, 50–59 svår, 60 och över mycket svår text. Texter med färre än 100 ord är inte med.
    .do = Börja med meningarna som gör texten tyngst. Dela långa meningar och byt långa ord mot kortare där det går.
lix = LIX { $lix }, { $band }
band-very-easy = mycket lätt
band-easy = lätt
band-medium = medelsvår
band-hard = svår
band-very-hard = mycket svår
counted = { $words } ord, { $per } ord per mening, { $long } procent långa ord
sentences = Meningar som gör texten tyngst
official-word = Kanslispråk
    .what = Ordet är vanligt i myndigheters texter och ovanligt när folk talar. Det finns ett ord som alla använder.
    .do = Byt ordet, och läs meningen högt. Ord i citat och namn på lagar får stå kvar.
    .item = Skriv ”{ $instead }” i stället för ”{ $names }”.
long-paragraph = Långa stycken
    .what = Den som läser på skärm letar efter början på en ny tanke. I ett stycke med fler än 100 ord, eller fler än 6 meningar, är den svår att hitta.
    .do = Dela stycket där en ny tanke börjar. Flera led i rad blir ofta tydligare som en lista.
    .item = Stycket har { $names } ord.

# Översättningar
group-translations = Översättningar
untranslated = Sidor som inte är översatta
    .what = Sidan finns inte på alla språk som sajten har.
    .do = Skriv en översättning, eller låt bli om sidan bara behövs på ett språk.
    .item = Saknas på { $names }
old-translation = Översättningar som är äldre än sidan
    .what = Sidan har ändrats efter översättningen, enligt datumen i filerna.
    .do = Se efter om översättningen fortfarande stämmer, och ändra dess datum.
    .item = Översätter ”{ $names }”

# Källor
group-sources = Källor
unsourced-fact = Uppgifter utan källa
    .what = Varken uppgiften eller posten säger var den kommer ifrån.
    .do = Ge uppgiften en källa, eller posten om allt i den kommer från samma.
    .item = Fältet { $field }: { $names ->
        [one] 1 uppgift
       *[other] { $names } uppgifter
    }
unsourced-record = Poster utan källa
    .what = Posten berättar om en tid eller en summa och har ingen källa alls.
    .do = Ge posten en källa.
