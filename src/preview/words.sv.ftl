# I terminalen
listening = förhandsvisning på { $url } (Ctrl-C avslutar)
open-to-others = alla som når { $address } ser förhandsvisningen, även utkast
built = byggde { $pages ->
    [one] 1 sida
   *[other] { $pages } sidor
} på { $ms } ms
built-again = byggde om { $pages ->
    [one] 1 sida
   *[other] { $pages } sidor
} på { $ms } ms: { $files ->
    [0] inget ändrades
    [one] 1 fil ändrades
   *[other] { $files } filer ändrades
}
date-passed = ett datum passerade, webbplatsen byggs om
errors-kept = { $summary } på { $ms } ms; den senast fungerande versionen visas
errors-none-yet = { $summary } på { $ms } ms; webbplatsen visas när felen är rättade
crashed = bygget avbröts av ett fel i torg, inte i dina filer
polling = filsystemet säger inte till om ändringar; torg letar själv efter dem två gånger i sekunden
not-watching = det går inte att upptäcka ändringar i { $folder }: { $reason }
browser-failed = webbläsaren gick inte att öppna ({ $reason }); gå till { $url }
stopped = förhandsvisningen är avslutad

# Varför den inte kan börja
port-in-use = porten { $port } är upptagen; stäng det andra programmet eller välj en annan port: `--port { $other }`
port-denied = porten { $port } får bara användas av administratörer; välj en högre port: `--port 1111`
host-unknown = `{ $host }` är ingen adress på den här datorn; utelämna `--host` eller ange en adress som datorn har
cannot-start = förhandsvisningen kunde inte starta: { $reason }

# Svar till den som frågar fel
wrong-host = Förhandsvisningen svarar bara på { $address }.
wrong-origin = Den här adressen är bara till för förhandsvisningens egna sidor.
wrong-method = Förhandsvisningen kan bara läsas.
wrong-address = Adressen är felskriven.
too-long = Adressen är för lång.
not-found = Sidan finns inte

# I webbläsaren
overlay-name = Fel på webbplatsen
overlay-title = { $errors ->
    [one] 1 fel måste rättas
   *[other] { $errors } fel måste rättas
}
overlay-stopped = Bygget avbröts
overlay-mark = Du ser den senast fungerande versionen.
overlay-no-mark = Sajten visas här när felen är rättade.
overlay-hide = Dölj felen
overlay-show = Visa felen
overlay-more = { $n ->
    [one] Ett fel till visas i terminalen.
   *[other] { $n } fel till visas i terminalen.
}
error = fel
waiting = Sajten kan inte visas än
changed = ändrat

# Länken för andra datorer
next-link = länken är förbrukad; nästa besökare går in på { $url }
no-ticket = Be den som förhandsvisar om en ny länk. Varje länk gäller en gång.

# Svar till den som ändrar
wrong-token = Bara förhandsvisningens egna sidor får ändra något.
wrong-request = Det gick inte att förstå vad som ska ändras.
too-large = Det är för mycket på en gång.
too-slow = Det tog för lång tid.
mend-changed = Filen har ändrats sedan dess. Vänta tills sidan är uppdaterad och försök igen.
mend-unwritable = Filen går inte att skriva.

# Förslag och varningar
mend = Ändra till { $name }
open-in-editor = Öppna i editorn
warning = varning
warnings = { $n ->
    [one] 1 varning
   *[other] { $n } varningar
}
warnings-more = { $n ->
    [one] En varning till visas i terminalen.
   *[other] { $n } varningar till visas i terminalen.
}
review = Allt som är värt att se över
