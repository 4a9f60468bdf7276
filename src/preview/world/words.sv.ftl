# På sajtens sidor
mark-moment = Så här ser sajten ut den { $when }.
mark-drafts = Utkast och sidor som inte har kommit ut än visas.
mark-internal = Det interna visas.
mark-link = Ändra vad som visas

# Sidan där man väljer
title = Vad sajten visar
shows-default = Sajten visas som den publiceras nu.
moment = Tidpunkt
moment-help = Sajten visas som den är då. Lämna tomt för att följa klockan.
refused = Bara förhandsvisningens egna sidor får ändra vad som visas.
moment-wrong = Tidpunkten går inte att läsa. Skriv år, månad, dag och klockslag: 2027-03-01T12:00.
drafts = Visa utkast och sidor som inte har kommit ut än
internal = Visa det interna
internal-help = Då finns också jämförelsen av idéer, som bara en sluten krets får se. Den hamnar inte på den publicerade sajten.
internal-ideas = Jämför idéerna
show = Visa
reset = Visa sajten som den publiceras nu
languages = Språk
this-page = den här sidan
no-translation = finns inte
next = Det som ändras av sig självt
next-help = Sajten byggs om när tidpunkten kommer.
next-none = Inget på sajten ändras av sig självt.
next-more = { $n ->
    [one] En ändring till kommer senare.
   *[other] { $n } ändringar till kommer senare.
}
appears = visas
disappears = försvinner
passes = flyttas till det som har varit
look = Visa sajten då
look-at = Visa sajten då: den { $when }, när { $title } { $what }
