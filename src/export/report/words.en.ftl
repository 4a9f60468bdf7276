as-of = As of { $day }
changes-title = What has changed in the portfolio
changes-span = After { $from }, through { $to }
changes-none = Nothing has changed.
changes-n = { $n ->
    [one] 1 change
   *[other] { $n } changes
}
name-now = now called { $name }
change-added = came into the portfolio: { $after }
change-status = { $before } → { $after }
change-phase = phase: { $before } → { $after }
change-phase-first = phase: { $after }
change-name = was called { $before } before
change-joined = joined as { $after }
change-left = no longer takes part as { $before }
change-signed = was signed
change-decided = was decided
change-reported = status report: { $after }
change-stated = was worded anew
change-seated = { $after } took a seat
change-seated-unnamed = somebody who is not named took a seat
change-vacant = a seat became vacant
source = Source
board-title = Status report to the board
board-purpose = Purpose
board-goals = Societal goals
board-initiatives = Initiatives
board-what = Initiative and status
board-colour = As reported
board-points = Points
board-none = The area had no initiatives that day.
board-no-areas = There was no focus area that day.
board-unreported = No status report
board-reported = report { $day }
board-since = since { $day }
board-waits = Obstacle: { $what }
board-others = Others in the portfolio
board-more-points = { $n ->
    [one] and 1 more point
   *[other] and { $n } more points
}
board-more = { $n ->
    [one] and 1 more initiative, for which there is no room here
   *[other] and { $n } more initiatives, for which there is no room here
}
board-elsewhere = { $n ->
    [one] 1 initiative belongs to no focus area and stands in the portfolio alone.
   *[other] { $n } initiatives belong to no focus area and stand in the portfolio alone.
}
internal-mark = Internal: not to be passed on
ideas-title = Ideas to compare
ideas-table = Means by { $name }, and what each party gave
ideas-idea = Idea and party
ideas-whole = Weighted
ideas-weight = weight { $weight }, scale { $min }–{ $max }
ideas-example = The criteria are an example.
ideas-all = All ideas
ideas-received = came { $day } from { $who }
ideas-internal = internal
ideas-public = public
ideas-unassessed = not assessed
ideas-none = There are no ideas.
