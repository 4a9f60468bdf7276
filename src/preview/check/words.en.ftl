# The page
title = Everything worth a look
intro = The list is about the site as it was last built. Nothing here keeps the site from being published, but for the errors of the build.
waiting = The site has not been built yet. Load the page again in a moment.
contents = Contents
nothing = Nothing to look at here.
rest = Show more: { $from } to { $to } of { $n }
whole = To the whole list
part = { $title }, from number { $from }
do = What to do:
edit = Edit
open-file = Open { $file }, line { $line }
more-pages = { $n ->
    [one] The same is on 1 more page. It then mostly comes from the theme’s template.
   *[other] The same is on { $n } more pages. It then mostly comes from the theme’s template.
}

# What the build says
error = Error
warning = Warning
group-build = Errors and warnings of the build
build-links = Links
build-accessibility = Accessibility
build-content = Content
build-portfolio = The portfolio

# Links
group-links = Links
links-above = Broken links are among the errors and warnings of the build.
unreached = Pages that no path leads to
    .what = The page cannot be reached from the start page through menus, lists and links in texts. Only those who search find it.
    .do = Link to the page from a text, put it in a menu or in a section that shows its pages.

# Accessibility
group-accessibility = Accessibility
skipped-level = Headings that skip a level
    .what = Those who listen to the page learn how it is built from its headings. A missing level sounds as if something were gone.
    .do = Put the heading one level below the heading before it.
    .item = The heading “{ $names }”
second-title = Several main headings
    .what = A page has one main heading, which is its title.
    .do = Make the second one a heading below it.
    .item = The heading “{ $names }”
no-title = Pages without a main heading
    .what = The main heading says what the page is about.
    .do = The theme’s template should show the page’s title as the main heading.
bare-picture = Pictures without a description
    .what = Those who do not see the picture learn what it shows from its description.
    .do = Describe the picture with alt, or give it an empty alt if it says nothing.
    .item = The picture { $names }
silent-link = Links without words
    .what = Those who listen to the page hear that there is a link but not where it leads.
    .do = Write the words of the link, or describe the picture in it.
    .item = The link to { $names }
vague-link = Links that do not say where they lead
    .what = Many read the links by themselves. Then the words in the link should be enough.
    .do = Make the words that say what one comes to the link.
    .item = The link “{ $names }”
two-ways = Equal links that lead to different pages
    .what = Two links in the text of the page have the same words and lead to different places.
    .do = Write different words in the links.
    .item = The link “{ $names }”
bare-table = Tables without headings
    .what = The headings tell those who listen what stands in each cell.
    .do = Give the table a row of headings.
other-language = Text in another language
    .what = Those who listen to the page hear the text read as if it were in the page’s language.
    .do = Mark the language, or translate the text.

# Plain language
group-language = Plain language
language = LIX, page by page
    .what = LIX is the words per sentence plus the share of long words in per cent (Björnsson 1968). Below 30 is very easy, 30–39 easy, 40–49 medium, 50–59 hard, 60 and above very hard to read. Texts of fewer than 100 words are left out. It is only made for Swedish.
    .do = Begin with the sentences that weigh most. Split long sentences and take shorter words where you can.
lix = LIX { $lix }, { $band }
band-very-easy = very easy
band-easy = easy
band-medium = medium
band-hard = hard
band-very-hard = very hard
counted = { $words } words, { $per } words per sentence, { $long } per cent long words
sentences = Sentences that weigh most
official-word = Words of offices
    .what = The word is common in authorities' texts and rare when people talk. There is a word that everybody uses.
    .do = Change the word, and read the sentence aloud. Words in quotations and in names of laws may stay.
    .item = Write “{ $instead }” instead of “{ $names }”.
long-paragraph = Long paragraphs
    .what = Readers on a screen look for where a new thought begins. In a paragraph of more than 100 words, or of more than 6 sentences, it is hard to find.
    .do = Divide the paragraph where a new thought begins. Several things in a row are often clearer as a list.
    .item = The paragraph has { $names } words.

# Translations
group-translations = Translations
untranslated = Pages that are not translated
    .what = The page is not there in all languages that the site has.
    .do = Write a translation, or leave it if the page is only needed in one language.
    .item = Missing in { $names }
old-translation = Translations that are older than the page
    .what = The page was changed after the translation, by the dates in the files.
    .do = See whether the translation still holds, and change its date.
    .item = Translates “{ $names }”

# Sources
group-sources = Sources
unsourced-fact = Facts without a source
    .what = Neither the fact nor the record says where it comes from.
    .do = Give the fact a source, or the record if all of it comes from one.
    .item = The field { $field }: { $names ->
        [one] 1 fact
       *[other] { $names } facts
    }
unsourced-record = Records without a source
    .what = The record tells of a time or a sum and has no source at all.
    .do = Give the record a source.
