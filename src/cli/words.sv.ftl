no-site = här finns ingen webbplats: varken den här mappen eller någon ovanför har `site/site.toml`; gå till webbplatsens mapp, ange den med `--root MAPP` eller skapa en med `torg init MAPP`
no-site-at = `{ $path }` saknar `site/site.toml`; `torg init { $path }` skapar en webbplats där
cannot-read = kan inte läsa `{ $path }`: { $reason }
cannot-write = kan inte skriva `{ $path }`: { $reason }
exists = `{ $path }` finns redan; ingenting skrevs
out-is-root = `--out` är projektets egen mapp; välj en egen mapp för utdata, till exempel `--out public`
out-is-inside = `--out { $path }` är eller rymmer `{ $folder }/`, som webbplatsen görs av; välj en annan mapp
unknown-code = koden `{ $code }` finns inte
unknown-code-near = koden `{ $code }` finns inte; menade du `{ $near }`?
unknown-kind = slaget `{ $kind }` finns inte; slagen är { $known }
unknown-kind-near = slaget `{ $kind }` finns inte; menade du `{ $near }`?
unknown-schema = schemat `{ $name }` finns inte; schemana är { $known }
unknown-schema-near = schemat `{ $name }` finns inte; menade du `{ $near }`?
bad-id = `{ $id }` kan inte stå i en adress: använd små bokstäver a–z, siffror och bindestreck
bad-id-near = `{ $id }` kan inte stå i en adress: använd små bokstäver a–z, siffror och bindestreck, till exempel `{ $near }`
id-taken = id:t `{ $id }` är upptaget i `{ $path }`; ingenting skrevs
no-section = webbplatsen har ingen avdelning med `page_kind = "{ $kind }"`; ange en mapp, till exempel `torg new { $new } mapp/{ $id }`
needs-record = en ny `{ $kind }` hänvisar till en post av slaget `{ $record }`, och det finns ingen än; börja med `torg new { $record } ID`
needs-word = en ny `{ $kind }` behöver ett ord ur ordlistan; lägg till en `[[{ $list }]]` i `site/hub/vocabulary.toml`
built = { $pages ->
    [one] 1 sida
   *[other] { $pages } sidor
}: { $written ->
    [one] 1 fil skriven
   *[other] { $written } filer skrivna
}, { $unchanged } oförändrade, { $removed } borttagna, { $warnings ->
    [one] 1 varning
   *[other] { $warnings } varningar
}, { $milliseconds } ms
checked = { $summary } ({ $pages ->
    [one] 1 sida
   *[other] { $pages } sidor
}, { $milliseconds } ms)
not-published = { $summary }: ingenting publicerades, `{ $out }` är som förut
denied = varningar stoppar webbplatsen på grund av `--deny-warnings`
sharing = delar det som gjordes med andra maskiner …
working = bygger webbplatsen …
total = totalt
written = skrev `{ $path }`
new-page-next = den är ett utkast: fyll i den, se den med `torg preview --drafts` och ta bort `draft = true` för att publicera den
new-record-next = den är intern: fyll i den och ta bort `visibility = "internal"` för att publicera den
init-done = en ny webbplats finns i `{ $path }`. Nästa steg:
appears = { $when }: `{ $file }` visas
disappears = { $when }: `{ $file }` försvinner
passes = { $when }: `{ $file }` är över
no-next-change = ingenting kommer att ändras av sig självt
stage-count = antal
stage-made = gjorda
stage-kept = kvar
slowest-templates = De mallar som tog längst tid (antal sidor):
slowest-files = De filer och sidor som tog längst tid:
no-such-page = webbplatsen har ingen sida `{ $path }`: ange en adress (/om/), en publicerad fil (om/index.html) eller en källfil (content/om.md)
rebuild-new = { $url }: renderas, för inget tidigare bygge med samma val har renderat den
rebuild-same = { $url }: behålls, för allt den läste är som det var ({ $n } saker)
rebuild-changed = { $url }: renderas igen, för detta som den läste har ändrats:
read-list = `{ $what }`: vad { $whose } listar
read-site = `site.{ $what }` sett från { $whose }
read-page = `{ $what }` hos sidan { $whose }
read-record = `{ $what }` hos posten på { $whose }
read-initiative = `{ $what }` hos initiativet `{ $whose }`
read-function = det som mallfunktionen `{ $what }({ $whose })` ger
read-text = texten `{ $what }` på { $whose }
read-links = vart länkar, bilder och diagram på { $whose } leder
read-plan = hur { $whose } görs: mall, del av lista, fält
read-template = mallen `{ $what }`
read-component = komponenten `{ $what }`
read-organisation = länken till organisationen `{ $whose }`
read-picture = bilden { $whose }
read-words = temats texter
read-base-url = webbplatsens adress
read-facts = något av allt som sidor kan se hos varandra
cleaned = `{ $path }` är borttagen: { $size } MB
cannot-clean = { $reason }
no-search = `{ $path }` har ingen sökning: { $reason }; bygg webbplatsen först
search-corrected = visar träffar för: { $text }
search-missing = ingen sida har ordet `{ $word }`
search-unread = allt kunde inte sökas; dessa filer saknas eller är skadade: { $files }
search-found = { $total ->
    [0] ingen sida har alla ord
    [one] 1 sida har alla ord
   *[other] { $total } sidor har alla ord
}, { $partial } har några av dem
markdown-is-for-reports = `--format markdown` är för rapporter: `torg report board` och `torg report changes`
reversed-period = perioden slutar den { $to }, före { $from }
bad-set = `--set { $text }` är inte FÄLT=VÄRDE; fälten är { $known }
import-new = skrev `{ $path }`
import-would = skulle skriva `{ $path }`
import-known = rad { $line }: idén finns redan som `{ $id }`
import-unread = lästes inte in: { $columns }
import-done = { $n ->
    [one] 1 ny idé
   *[other] { $n } nya idéer
}, { $known } fanns redan; de är interna tills någon bestämmer något annat
import-dry = { $n ->
    [one] 1 ny idé
   *[other] { $n } nya idéer
}, { $known } finns redan; ingenting skrevs (`--dry-run`)
import-stopped = { $summary }: ingenting skrevs
out-is-internal = `{ $path }` har en intern webbplats; bygg den publika i en annan mapp
out-is-public = `{ $path }` har en publik webbplats; bygg den interna i en annan mapp
new-internal-next = den är intern, som alla av sitt slag: fyll i den
