# Ramen
undo = Ångra
redo = Gör om

# Rubriker
title-index = Redigera
title-form = Redigera { $title }
title-text = { $file } som text
title-conflict = { $file } har ändrats av någon annan
title-message = Redigera

# Formuläret
problems = { $n ->
    [one] 1 sak att se över
   *[other] { $n } saker att se över
}
error = Fel
warning = Varning
line = rad { $n }
as-text = Redigera filen som text
more = Fler fält ({ $n })
must = (måste fyllas i)
none = Inget valt
true = Ja
false = Nej
add = Lägg till nummer { $n }
item = Nummer { $n }
remove = Ta bort nummer { $n }
nth = { $label }, nummer { $n }
lines = En på varje rad.
kept = Fältet { $key } ändras i filen som text.
body = Brödtext
body-help = Skriv i Markdown. Verktygen ovanför rutan sätter in tecknen åt dig.
save = Spara
save-anyway = Spara ändå
leave = Avbryt
content = Hela filen

# Verktygen
toolbar = Formatera texten
heading-2 = Rubrik
heading-3 = Underrubrik
bold = Fet
italic = Kursiv
bullets = Punktlista
numbers = Numrerad lista
link = Länk
component = Komponent
image = Bild
link-text = Länkens text
link-to = Sida på webbplatsen
link-other = Eller en adress på en annan webbplats
image-file = Bildfil
image-alt = Beskriv bilden
image-alt-help = Beskrivningen läses upp för den som inte ser bilden.
insert = Sätt in
cancel = Avbryt

# Vad som hände
done-saved = Sparat.
done-nothing = Inget var ändrat.
done-undone = Ändringen är ångrad.
done-redone = Ändringen är gjord igen.
done-unreadable = Filen har fel som gör att formuläret inte kan visas. Rätta dem i texten här.
not-saved = Inget är sparat än. Rätta felen nedan, eller spara ändå.
refused-unreadable = Inget är sparat. Filen har fel som måste rättas som text först.
refused-unsafe = Inget är sparat. Fältet { $field } är skrivet så att det inte går att ändra utan att mer ändras. Ändra det i filen som text.
edit-changed = Ändrade { $file }
edit-mended = Följde ett förslag i { $file }

# När det inte går
refused = Formuläret kommer inte från den här förhandsvisningen. Ladda om sidan och försök igen.
missing = Det finns inget att redigera här.
failed-changed = Inget är ändrat. { $file } ser inte längre ut som ändringen lämnade den.
failed-outside = { $file } ligger utanför det som går att redigera.
failed-io = { $file } kunde inte skrivas: { $reason }

# Konflikten
conflict = Någon annan har ändrat filen sedan du öppnade formuläret. Inget är sparat. Välj vad som ska gälla.
theirs = På disken nu
ours = Din version
from-line = Från rad { $n }
no-lines = (inga rader)
keep-theirs = Behåll den på disken
ours-whole = Hela filen med dina ändringar
ours-help = Du kan föra in det andra har skrivit innan du sparar.
keep-ours = Spara din version

# Listan
pages = Sidor och poster

# På sajtens sidor
page-edit = Redigera
page-pick = Välj stycke
page-picking = Klicka på ett stycke (Esc avbryter)
page-more = Mer
page-world = Tider och utkast
page-check = Se över sajten

# Kopiera, ta bort
operations = Kopiera, byt namn eller ta bort
duplicate-name = Kopians korta namn
name-help = Små bokstäver a–z, siffror och bindestreck. Namnet blir sist i adressen.
duplicate = Kopiera
delete = Ta bort
delete-help = Det som tas bort går att ångra, och ligger kvar i papperskorgen.
trash = Papperskorgen ({ $n })
restore = Lägg tillbaka
copy = { $title } (kopia)
edit-copied = Kopierade { $file }
edit-deleted = Tog bort { $file }
edit-restored = Lade tillbaka { $file }
done-copied = Kopian är gjord. Den är ett utkast.
done-deleted = Borttaget.
done-restored = Tillbakalagt.
bad-name = { $name } kan inte vara ett namn i en adress. Använd små bokstäver a–z, siffror och bindestreck.
name-taken = Det finns redan något med namnet { $name }.
rename-name = Nytt kort namn
rename-section-help = Avsnittets mapp får det nya namnet, och alla sidor i den får nya adresser. De gamla adresserna leder till de nya, och länkar hit skrivs om.
rename-help = Länkar och hänvisningar hit skrivs om. En sidas gamla adress leder till den nya.
rename = Byt namn
edit-renamed = Bytte namn på { $file }
done-renamed = Namnet är bytt.
done-renamed-theme = Namnet är bytt. Temat nämner det gamla namnet: se efter i mappen themes om det menar avsnittet.
rename-home = Startsidan har inget namn att byta: den ligger överst.
rename-unreadable = Inget är ändrat. { $file } har fel som måste rättas först.
rename-unsafe = Inget är ändrat. Fältet { $field } i { $file } är skrivet så att det inte går att ändra utan att mer ändras. Ändra det i filen som text först.
rename-linked = Inget är ändrat. { $file } är en länk till något annat på disken. Flytta den för hand.
rename-large = Inget är ändrat. Filerna i { $file } är för stora för att flyttas härifrån. Flytta dem för hand.

# Bilder
edit-picture = Lade till bilden { $file }
image-no-page = Bilden hör inte till någon sida.
image-no-alt = Beskriv bilden för den som inte ser den.
image-no-file = Välj en bildfil.
image-no-picture = Filen är ingen bild av de slag som går att visa: PNG, JPEG, GIF, WebP eller AVIF.
image-too-large = Bilden är större än { $mb } megabyte. Spara den i en mindre storlek och försök igen.
image-failed = Bilden gick inte att skicka. Se efter att förhandsvisningen är igång och att filen finns kvar.
image-no-name = Det finns redan för många bilder med det namnet.

# Nya sidor och poster
title-new = Skapa nytt
new-page = Ny sida
new-record = Ny post
new-section = Avsnitt
new-kind = Slag av sida
new-kind-of-section = Som avsnittets andra sidor
new-record-kind = Slag av post
new-continue-page = Fortsätt med sidan
new-continue-record = Fortsätt med posten
new-in = i avsnittet { $section }
new-other = Välj något annat
new-title = Rubrik
new-record-title = Namn
new-type = Typ
new-day = Datum
new-name = Kort namn
new-name-help = Lämnar du rutan tom görs det av vad du skrev överst.
new-make = Skapa
new-not-made = Inget är skapat än
new-no-title = Skriv vad den ska heta.
new-no-name = Skriv ett kort namn. Det går inte att göra ett av vad du skrev överst.
new-no-day = Skriv ett datum, till exempel 2024-05-31.
new-lacks-record = En ny post eller sida av slaget ”{ $kind }” hänvisar till ”{ $lacking }”, och det finns ingen än. Skapa den först.
new-lacks-word = En ny post eller sida av slaget ”{ $kind }” behöver ett ord ur ordlistan. Lägg till en [[{ $list }]] i site/hub/vocabulary.toml.
edit-made = Skapade { $file }
done-made-page = Sidan är skapad. Den är ett utkast. Fyll i det som saknas.
done-made-record = Posten är skapad och syns inte på webbplatsen än. Fyll i det som saknas.
records-without-page = Poster utan egen sida

# Hur det ser ut
look = Så ser sidan ut
look-show = Visa hur det ser ut
look-fine = Inga fel i det som är skrivet.
look-wrong = Se över det här:
look-left-out = Sidan är inte med på sajten som du ser den nu. Så ser den ut när den är det.
look-none = Sidan går inte att visa så här.
row = rad { $n } i texten
