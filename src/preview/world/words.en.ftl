# On the site's pages
mark-moment = This is the site on { $when }.
mark-drafts = Drafts and future pages are shown.
mark-internal = Internal matters are shown.
mark-link = Change what is shown

# The page where it is chosen
title = What the site shows
shows-default = The site is shown as it is published now.
moment = Moment
moment-help = The site is shown as it is then. Leave it empty to go by the clock.
refused = Only the preview's own pages may change what is shown.
moment-wrong = The moment cannot be read. Write year, month, day and time: 2027-03-01T12:00.
drafts = Show drafts and future pages
internal = Show internal matters
internal-help = Then there is also the comparison of ideas, which only a closed circle may see. It does not end up on the published site.
internal-ideas = Compare the ideas
show = Show
reset = Show the site as it is published now
languages = Languages
this-page = this page
no-translation = there is none
next = What changes by itself
next-help = The site is built anew when the moment comes.
next-none = Nothing on the site changes by itself.
next-more = { $n ->
    [one] One more change comes later.
   *[other] { $n } more changes come later.
}
appears = appears
disappears = disappears
passes = moves to what has been
look = Show the site then
look-at = Show the site then: on { $when }, when { $title } { $what }
