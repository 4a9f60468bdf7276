as-of = Läget { $day }
changes-title = Vad som har ändrats i portföljen
changes-span = Efter { $from } till och med { $to }
changes-none = Inget har ändrats.
changes-n = { $n ->
    [one] 1 ändring
   *[other] { $n } ändringar
}
name-now = heter nu { $name }
change-added = kom in i portföljen: { $after }
change-status = { $before } → { $after }
change-phase = fas: { $before } → { $after }
change-phase-first = fas: { $after }
change-name = hette förut { $before }
change-joined = gick med som { $after }
change-left = är inte längre med som { $before }
change-signed = undertecknades
change-decided = beslutades
change-reported = lägesrapport: { $after }
change-stated = fick en ny ordalydelse
change-seated = { $after } tog plats
change-seated-unnamed = någon som inte namnges tog plats
change-vacant = en plats blev vakant
source = Källa
board-title = Lägesrapport till styrelsen
board-purpose = Syfte
board-goals = Samhällsmål
board-initiatives = Initiativ
board-what = Initiativ och status
board-colour = Läge enligt rapport
board-points = Punkter
board-none = Inga initiativ fanns i området den dagen.
board-no-areas = Det fanns inget fokusområde den dagen.
board-unreported = Ingen lägesrapport
board-reported = rapport { $day }
board-since = sedan { $day }
board-waits = Hinder: { $what }
board-others = Övriga i portföljen
board-more-points = { $n ->
    [one] och 1 punkt till
   *[other] och { $n } punkter till
}
board-more = { $n ->
    [one] och 1 initiativ till, som inte ryms här
   *[other] och { $n } initiativ till, som inte ryms här
}
board-elsewhere = { $n ->
    [one] 1 initiativ hör inte till något fokusområde och står bara i portföljen.
   *[other] { $n } initiativ hör inte till något fokusområde och står bara i portföljen.
}
internal-mark = Internt: får inte spridas
ideas-title = Idéer att jämföra
ideas-table = Medelvärden enligt { $name }, och vad varje part gav
ideas-idea = Idé och part
ideas-whole = Vägt
ideas-weight = vikt { $weight }, skala { $min }–{ $max }
ideas-example = Kriterierna är ett exempel.
ideas-all = Alla idéer
ideas-received = kom { $day } från { $who }
ideas-internal = intern
ideas-public = publik
ideas-unassessed = inte bedömd
ideas-none = Det finns inga idéer.
