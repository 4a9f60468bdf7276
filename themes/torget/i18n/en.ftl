# UI texts in English. The keys are the same in every language.

# --- The frame of a page ---
skip-to-content = Skip to content
menu = Menu
main-menu = Main menu
footer-menu = More about this site
breadcrumbs = You are here
to-start-page = start page
search = Search
subscribe = Subscribe
as-of = The facts are as of { $date }.
contents = On this page
printed-from = Printed from { $url }.
printed-addresses = An address that begins with / is found at { $site }.
turn = Previous and next
previous = Previous
next = Next
page-word = Page
pages-of-list = More pages of this list
linked-from = Pages that lead here
related = Similar pages
page-source = Source of this page
updated = Updated { $date }

# --- Common words ---
date = Date
end = End
facts = Facts
form = Form
for-whom = For
focus-area = Focus area
focus-areas =
    { $n ->
        [0] Focus area
        [one] Focus area
       *[other] Focus areas
    }
from-date = from { $date }
from-to = { $from } – { $to }
functions =
    { $n ->
        [one] Function
       *[other] Functions
    }
initiative = Initiative
initiatives = Initiatives
initiatives-count =
    { $n ->
        [0] No initiatives
        [one] One initiative
       *[other] { $n } initiatives
    }
kind = Kind
minutes =
    { $n ->
        [one] 1 minute
       *[other] { $n } minutes
    }
page-number = page { $page }
pages-count =
    { $n ->
        [one] 1 page
       *[other] { $n } pages
    }
party = Party
parties =
    { $n ->
        [one] Party
       *[other] Parties
    }
perspectives =
    { $n ->
        [one] Perspective
       *[other] Perspectives
    }
place = Place
since = since { $date }
since-start = Since { $date }
source = Source
sources = Sources
start = Start
status = Status
subjects = Subjects
time = Time
until-date = until { $date }

# --- The start page ---
the-square =
    { $n ->
        [one] One initiative on the square
       *[other] { $n } initiatives on the square
    }
one-stone = Each stone is an initiative. The pattern shows how far it has come.
too-many-stones = There are too many stones to lay out here.
as-of-portfolio = This is how it stood on { $date }.
other-initiatives = Outside the focus areas
legend = What the stones mean
to-portfolio = Read about every initiative in the portfolio
latest-news = Latest news
all-news = All news
latest-events = Latest events
all-events = All events
moved-initiatives = Initiatives that changed last
all-initiatives = All initiatives

# --- The portfolio ---
choose = Choose initiatives
word-in-initiative = Word in name or description
more-choices = More choices
show-choice = Show chosen
clear-choice = Clear the choices
of-initiatives = of { $n } initiatives
none-shown = No initiative matches your choices. Remove a choice or clear them all.
portfolio-of =
    { $by ->
        [status] Initiatives with the status { $name }
        [area] Initiatives in the area “{ $name }”
        [party] Initiatives that { $name } takes part in
        [kind] Initiatives of the kind { $name }
        [phase] Initiatives in the phase { $name }
        [perspective] Initiatives with the perspective “{ $name }”
       *[sdg] Initiatives that contribute to global goal { $name }
    }
by-status = Status
by-area = Focus area
by-party = Party
by-kind = Kind
by-phase = Phase
by-perspective = Perspective
by-sdg = Global goal
show-as = Show as
as-list = List
as-board = Board
as-timeline = Timeline

# --- An initiative ---
blocker = This stands in the way:
why = Why?
result = What has happened
lessons = What we have learned
next-step = Next step
support = { $name } contributes
status-history = How the status has changed
phase-history = Phases
phase-is = phase: { $name }
no-focus-area = Belongs to no focus area
leads = Led by
agenda-2030 = Agenda 2030
former-names =
    { $n ->
        [one] Former name
       *[other] Former names
    }
other-names = Other names
part-of = Part of
contains = Contains
replaces = Replaces
replaced-by = Replaced by
events = Events
learning = Learn more
news = News
documents = Documents

# --- Focus areas and organisations ---
challenges = Challenges
names-over-time = The area has had several names
name-now = The name now
party-periods = Party to the collaboration
website-of = Go to the website of { $name }

# --- Learning ---
before-you-start = Before you start
kind-of-page = Kind of page
part-of-course = Course
outcomes = When you are done
about-this-page = About this page
origin = Based on
reviewed = Reviewed
licence = Licence
courses = Courses
learning-pages = Learning pages
modules =
    { $n ->
        [one] One module
       *[other] { $n } modules
    }
learning-type-article = Article
learning-type-guide = Guide
learning-type-method = Method
learning-type-film = Film
learning-type-module = Module
learning-type-course = Course

# --- Events ---
event = Event
organisers =
    { $n ->
        [one] Organiser
       *[other] Organisers
    }
programme = Programme
series = Series
former-title = Also called
new-date = New date: { $date }
new-date-undecided = No new date has been decided
add-to-calendar = Add to your calendar
calendar = Calendar
event-as-ics = Download the event as a calendar file
how-many = How many took part?
measure-registered = registered
measure-attended = attended
measure-viewed = views
measure-visitors = visitors
measure-exhibitors = exhibitors
measure-organisations = organisations
measure-average = participants on average
precision-about = about
precision-over = more than
registered-is-not-attended = The figure shows how many signed up. We do not know how many came.
count-unknown = Our sources do not say how many took part.
see-recording = Watch the recording of { $title }
coming = Coming events
past = Past events
no-coming-events = No event is planned at the moment.
subscribe-calendar = Subscribe to the calendar (ICS)

# --- Documents ---
document-type = Kind of document
version = Version
reference-number = Reference number
accessibility = Accessibility
download-document = Download the document
read-original = Read the original
attachments = Attachments
held-by-before = The original is held by
held-by-after = You can request it there.

# --- Search and register ---
search-label = Search this site
register = Everything from A to Ö
letters = Letters
hits =
    { $n ->
        [0] No hits. Try a shorter word.
        [one] 1 hit
       *[other] { $n } hits
    }
search-none = No hits.
search-many = {"{n}"} hits.
search-partial = No page has all the words. These have some of them.
search-corrected = We searched for {"{text}"}.
search-missing = “{"{word}"}” stands on no page.
search-unread = Part of the search could not be fetched, so hits may be missing.
search-failed = The search could not be fetched. Try again, or use the register on the search page.
search-cut = The question is too long. We searched for its beginning.
search-more = Show more hits
search-suggestions = Suggestions
search-results = Search results
search-see = see { $title }
year = Year
kind-404 = Page
kind-collection = Collection of ideas
kind-collection-section = Ideas
kind-criteria-set = Criteria
kind-criteria-set-section = Assessment
kind-idea = Idea
kind-idea-section = Ideas
kind-societal-goal = Societal goal
kind-societal-goal-section = Societal goals
kind-course = Course
kind-document = Document
kind-document-section = Documents
kind-event = Event
kind-event-section = Events
kind-focus-area = Focus area
kind-focus-area-section = Focus areas
kind-index = Start page
kind-initiative = Initiative
kind-initiative-section = Initiatives
kind-learning = Learning page
kind-learning-section = Learning
kind-news = News
kind-news-section = News
kind-open-data = Open data
kind-organisation = Organisation
kind-organisation-section = Organisations
kind-page = Page
kind-portfolio = Portfolio
kind-search = Search
kind-section = Page
kind-taxonomy = Subjects
kind-term = Subject

# --- Components ---
fact = Facts
play-film = Play the film
film-elsewhere = The film is kept at { $host }. Nothing is fetched from there until you start it.
captions = Captions
show-table = Show the figures as a table
download-csv = Download the figures as CSV
download-file = Download { $file }
quiz-several = More than one answer is right.
quiz-show = Show the answer
quiz-correct =
    { $n ->
        [one] Right answer:
       *[other] Right answers:
    }
quiz-right = Right. The explanation is under Show the answer.
quiz-wrong = Not right. Try again, or read the explanation under Show the answer.
quiz-partly = Right so far. There are more right answers.

# --- When a page is missing or has moved ---
not-found = There is no such page
not-found-why = The address may be misspelled, or the page has been removed.
not-found-where = Try one of these pages
moved = The page has moved
moved-to = Go to { $title }

# --- Words for data: torg finds them by the data's own word ---
event-status-planned = Planned
event-status-held = Held
event-status-cancelled = Cancelled
event-status-postponed = Postponed
event-form-physical = On site
event-form-digital = Online
event-form-hybrid = On site and online
event-form-unknown = Form not known
document-type-annual-report = Annual report
document-type-plan = Plan
document-type-minutes = Minutes
document-type-report = Report
document-type-notes = Notes
document-type-webpage = Web page
document-type-budget = Budget
document-type-agreement = Agreement
accessibility-tagged = Tagged PDF
accessibility-html = Web page
accessibility-exempt = Exempt from the requirements
standing-decided = Decided name
standing-proposed = Proposed name
standing-working = Working name
priority-now = Priority now
priority-later = Later
priority-preliminary = Preliminary
statement-type-vision = Vision
statement-type-mission = Mission
indicator-type-leading = Leading
indicator-type-lagging = Outcome
indicator-type-cornerstone = Cornerstone
direction-up = More is better
direction-down = Less is better
direction-keep = To be kept
relation-ensures = Ensures
relation-supports = Supports
media-kind-image = Picture
media-kind-film = Film
media-kind-recording = Recording
media-kind-sound = Sound
amount-precision-exact = Exact
amount-precision-about = about
amount-precision-over = over

# --- Records: time, sources, decisions, groups ---
about = About
agreements = The agreements
answers-elsewhere = See the answers
baseline = Baseline
count = Number
decision = Decision
different-scales = different scales
duties = Duties
each-party = Each party's time
from = From
holds = Holds { $period }.
indicators = Indicators
meets = Meets
no-indicators = The goal has no indicator yet.
no-values = There are no values yet.
now-called = now called { $name }
others-say =
    { $n ->
        [one] Another document says
       *[other] Other documents say
    }
parties-over-time = The parties year by year
preliminary = preliminary
received = Received
seats-before =
    { $n ->
        [one] One earlier seat
       *[other] { $n } earlier seats
    }
sender = From
share = { $n }% of full time
signed = signed { $date }
sources-of =
    { $n ->
        [one] Source
       *[other] Sources
    }
status-reports = Status reports
target = Target
unnamed = Not named
vacant = Vacant seat
value = Value
worded-otherwise = How the documents word it

# --- An initiative: what belongs to it ---
budget = Budget
called-then = then called { $name }
answers-challenges = Responds to
pulls-towards = Pulls towards
from-ideas = Came from
decisions-about = Decisions
leverage = Leverage
stake = Own stake
raised = From others
total-to-use = To use
core-team-group = The group that decides
groups-of = Seats in groups
no-goals-area = The area has no worded societal goal yet.

# --- Societal goals ---
goal-measure = How we know that the goal is reached
goal-period = Holds
goals = Societal goals
no-goals = There is no societal goal to show yet.
no-pulling = No initiative pulls towards the goal yet.
challenges-without-goal = These challenges are chosen. Their goals are not worded.

# --- Ideas and assessment ---
assessed-what = What was assessed
collection = Collection
collection-closed = Closed
collection-is-closed = The collection is closed.
collection-is-open = The collection is open.
collection-open = Open
collections = Collections
criteria = Criteria
criteria-example = This set is an example. It is not decided.
criterion = Criterion
example = Example
idea-became = What it became
idea-fate = What became of it
ideas-count =
    { $n ->
        [0] No public ideas
        [one] One public idea
       *[other] { $n } public ideas
    }
ideas-public = Public ideas
no-collections = There is no collection to show.
no-ideas = No idea is public. An idea is shown only when somebody has decided so.
no-results = There is no result to show. A result is shown when at least three parties have assessed the same idea or initiative, and only as a mean.
question = Question
results = Results
scale = Scale
weighed = Weighed together
weighing = How scores are weighed together
weighing-how = Each party gives each criterion a score. We take the mean of the parties' scores, multiply it by the criterion's weight, add up and divide by the sum of the weights, { $weights }. A single party's scores are never shown.
weight = Weight

# --- Latest movements ---
change-added = came into the portfolio with the status “{ $to }”
change-status = went from “{ $from }” to “{ $to }”
change-phase = went from the phase { $from } to { $to }
change-phase-first = began the phase { $to }
change-name = changed its name from “{ $from }” to “{ $to }”
change-joined = joined as { $to }
change-left = left the role of { $from }
change-signed = was signed
change-decided = was decided
change-reported = got the status report “{ $to }”
change-stated = was worded anew
change-seated = { $to } took a seat
change-seated-unnamed = a seat was taken
change-vacant = a seat became vacant

# --- Open data: names and descriptions in the data catalogue ---
data-portfolj = The portfolio
    .description = Every public initiative with status, history, parties, focus areas and sources.
data-fokusomraden = Focus areas
    .description = The focus areas' names over time, purposes and challenges.
data-organisationer = Organisations
    .description = Parties and other organisations, with names and periods as party.
data-serier = Series of events
    .description = Events that belong together, and what they are about.
data-programpunkter = Programme items
    .description = What was on the programme, item by item.
data-aktiviteter = Events
    .description = Meetings, fairs and other events with dates, status and counts. Each count has a measure.
data-avtal = Agreements
    .description = The agreements between the parties, with their time and who signed them.
data-partnerskap = Parties over time
    .description = Which organisations have taken part, in which role and when.
data-personer = People
    .description = People in public roles.
data-grupper = Groups
    .description = Groups that steer and support the work, with their duties.
data-platser = Seats
    .description = Who has which seat in a group, for whom and when.
data-vision-och-mission = Vision and mission
    .description = What is said about where to go and how, with dates.
data-utmaningar = Challenges
    .description = The challenges of the focus areas, with priority.
data-samhallsmal = Societal goals
    .description = Goals in society, with time and measure.
data-indikatorer = Indicators
    .description = Indicators of goals and initiatives, one value a row.
data-statusrapporter = Status reports
    .description = Colour and short points for initiatives and goals.
data-ideinsamlingar = Collections of ideas
    .description = Questions that people have answered with ideas.
data-ideer = Ideas
    .description = Ideas that are shown openly, and what became of them.
data-kriterier = Assessment criteria
    .description = The criteria in each version, with scale and weight.
data-aterkoppling = Feedback on events
    .description = What participants said. Results from fewer than five answers are not shown.
data-moten = Meetings
    .description = Meetings that are shown openly.
data-beslut = Decisions
    .description = Decisions with date, group and source.
data-uppdrag = Tasks
    .description = Tasks that are shown openly.
data-verksamhetsmal = Operating goals
    .description = The goals of each year’s operating plan.
data-uppfoljning = Follow-up
    .description = What the follow-up says about each goal.
data-budget = Budget and outcome
    .description = The budget line by line, with its outcome where there is one.
data-finansiering = Financing
    .description = Who pays how much.
data-uppvaxling = Leverage
    .description = What stakes grew to.
data-arshjul = Year wheel
    .description = Who ensures and supports what during the year.
data-media = Media
    .description = Pictures, films and recordings with descriptions.
data-ord = Words
    .description = Words and abbreviations with explanations.
data-andringar = Changes in the portfolio
    .description = What has happened, day by day: statuses, phases, names, parties, agreements, decisions and status reports. Each change has its source.
data-catalogue = Data catalogue
    .description = All data that can be fetched, with formats, licence and schema.
data-keyword = innovation in the public sector
data-file-json = JSON
    .description = Everything about each record, with history and sources.
data-file-csv = CSV
    .description = A table with commas, after RFC 4180.
data-file-excel = CSV for Swedish Excel
    .description = The same table with semicolons, which Excel opens at once.
data-file-atom = Atom
    .description = The newest changes as a feed.
data-change-added = { $name } came into the portfolio with the status “{ $to }”
data-change-status = { $name } went from “{ $from }” to “{ $to }”
data-change-phase = { $name } reached the phase “{ $to }”
data-change-name = “{ $from }” is now called “{ $to }”
data-change-joined = { $name } joined in the role “{ $to }”
data-change-left = { $name } left the role “{ $from }”
data-change-signed = { $name } was signed
data-change-decided = Decision: { $name }
data-change-reported = { $name } was given the colour “{ $to }” in a status report
data-change-stated = New statement: { $name }
data-change-seated = { $to } took a seat in { $name }
data-change-seated-unnamed = A seat was taken in { $name }
data-change-vacant = A seat became vacant in { $name }

# --- What torg adds to every page ---
table = Table { $n }
task-done = Done
task-open = Not done
link-to-heading = Link to this section
description-taxonomy = The subjects that pages are gathered by.
description-term = Pages about { $title }.
description-organisation = { $title }: initiatives, time as a party and sources.
description-404 = There is no such page.

# An internal build
internal-mark = Internal: not to be passed on.
internal-ideas = Compare the ideas

# What participants said
feedback = What participants thought
feedback-answers = { $n } participants answered.
feedback-dimension = Question
feedback-mean = Mean
feedback-learned = { $yes } of { $all } learned something new.
feedback-themes = What they wrote about

# What the parties gave
assessment = Assessment
assessment-by = Means of what { $n } parties gave, by { $name } ({ $version }).
assessment-example = The criteria are an example.
assessment-criterion = Criterion
assessment-weight = Weight
assessment-scale = Scale
assessment-mean = Mean
assessment-whole = Weighted mean: { $mean }
assessment-share = Weighted mean: { $share } per cent of the highest

# Sending an idea
idea-form = Send an idea
idea-privacy = Write no names, addresses or personal identity numbers in the idea. Nobody outside sees it until that is decided.
idea-title = What is the idea to be called?
idea-text = What is it about? Which problem does it solve, and for whom?
idea-sender = You send the idea as
idea-choose = Choose
idea-collection = Does it answer one of our questions?
idea-no-collection = No, it stands by itself
idea-send = Send the idea
idea-by-email = Write the idea as an e-mail
idea-download = Fetch the questions as a text file
idea-file = idea.txt
idea-recipient = Send the idea to the party it concerns.
idea-subject = An idea
idea-body = What is the idea to be called?


    What is it about? Which problem does it solve, and for whom?


    You send the idea as (for instance resident, member of staff or association):


    Write no names, addresses or personal identity numbers in the idea.

# --- Money ---
figures-of = The figures are of { $date }.
money-outcome = Outcome
money-budget-line = Item
money-left-over = Left
money-used = Used
money-of-which-pay = Of which pay
money-sum = Sum
money-sums-checked = The sums have been checked: the rows make the amounts that the source states.
money-sums-in-kronor = Amounts in Swedish kronor. Sums, differences and shares are our own calculations.
money-carried-into = { $sum } from earlier years went into { $name }.
money-meant-for = The money is meant for:
money-financier = Financier
money-carried-over = Left from the period before
money-amount = Amount
money-share = Share of the contributions
money-subtotal = The parties' contributions
money-available = Available
money-project = Project
money-project-total = The project's budget
money-raised = Raised
money-year = Year
matter = Matter
money-one-source = One source
money-other-source = The other source
money-difference = Difference
money-left-after = Left after { $year }
money-budget-less-outcome = Budget less outcome
money-decided = Decided

# --- The year wheel ---
wheel-how = The numbers in the wheel are those of the list.
wheel-who = Who
wheel-ensures = Ensures
wheel-supports = Supports

# --- Follow-up ---
goal = Goal
goal-number = Goal { $number }.
goal-short = Goal { $number }
goal-predecessor = Took over from goal { $number } of { $year }.
goal-parent = Was seen as a condition of goal { $number }.
grade = Grade
grade-unit = of { $max }
grade-of = { $grade } of { $max }
standing-told = What the report says
unclear = What needs to be clearer
asked = { $n } people were asked. { $method }.
result-of = How { $name } was assessed
dimension = Dimension
mean = mean
answered = { $n } people answered.
learned = { $yes } learnt something new, { $no } did not.
no-feedback = No feedback has been published yet.
feedback-few = Answers of fewer than five people are not shown.
no-reports = No report has been published yet.
number-of = Number
phase = Phase
phases-none = No initiative has been given a phase yet.
phases-example = The phases are examples that nobody has decided on: { $names }.
status-from-to = From { $first } to { $last }
reports-over-time = How it has gone, by the reports
