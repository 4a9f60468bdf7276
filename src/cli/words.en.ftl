no-site = no site here: neither this folder nor any above it has `site/site.toml`; go to your site's folder, name it with `--root DIR`, or start one with `torg init DIR`
no-site-at = `{ $path }` has no `site/site.toml`; `torg init { $path }` starts a site there
cannot-read = cannot read `{ $path }`: { $reason }
cannot-write = cannot write `{ $path }`: { $reason }
exists = `{ $path }` already exists; nothing was written
out-is-root = `--out` is the project's own folder; choose one of its own, for instance `--out public`
out-is-inside = `--out { $path }` is or holds `{ $folder }/`, where the site is made; choose another folder
unknown-code = there is no code `{ $code }`
unknown-code-near = there is no code `{ $code }`; did you mean `{ $near }`?
unknown-kind = there is no kind `{ $kind }`; the kinds are { $known }
unknown-kind-near = there is no kind `{ $kind }`; did you mean `{ $near }`?
unknown-schema = there is no schema `{ $name }`; the schemas are { $known }
unknown-schema-near = there is no schema `{ $name }`; did you mean `{ $near }`?
bad-id = `{ $id }` cannot be a name in an address: use lower-case letters a–z, digits and hyphens
bad-id-near = `{ $id }` cannot be a name in an address: use lower-case letters a–z, digits and hyphens, for instance `{ $near }`
id-taken = the id `{ $id }` is taken in `{ $path }`; nothing was written
no-section = the site has no section with `page_kind = "{ $kind }"`; name a folder, for instance `torg new { $new } folder/{ $id }`
needs-record = a new `{ $kind }` refers to an { $record }, and there is none yet; begin with `torg new { $record } ID`
needs-word = a new `{ $kind }` needs a word of the vocabulary; add a `[[{ $list }]]` to `site/hub/vocabulary.toml`
built = { $pages ->
    [one] 1 page
   *[other] { $pages } pages
}: { $written } written, { $unchanged } unchanged, { $removed } removed, { $warnings ->
    [one] 1 warning
   *[other] { $warnings } warnings
}, { $milliseconds } ms
checked = { $summary } ({ $pages ->
    [one] 1 page
   *[other] { $pages } pages
}, { $milliseconds } ms)
not-published = { $summary }: nothing was published, `{ $out }` is as it was
denied = warnings stop the site because of `--deny-warnings`
sharing = sharing with other machines what was made …
working = building the site …
total = total
written = wrote `{ $path }`
new-page-next = it is a draft: fill it in, look at it with `torg preview --drafts`, and take away `draft = true` to publish it
new-record-next = it is internal: fill it in, and take away `visibility = "internal"` to publish it
init-done = a new site is in `{ $path }`. Next:
appears = { $when }: `{ $file }` appears
disappears = { $when }: `{ $file }` disappears
passes = { $when }: `{ $file }` is over
no-next-change = nothing will change by itself
stage-count = count
stage-made = made
stage-kept = kept
slowest-templates = The templates that took longest (number of pages):
slowest-files = The files and pages that took longest:
no-such-page = the site has no page `{ $path }`: give an address (/om/), a published file (om/index.html) or a source file (content/om.md)
rebuild-new = { $url }: rendered, since no earlier build with the same options has rendered it
rebuild-same = { $url }: kept, since everything it read is as it was ({ $n } things)
rebuild-changed = { $url }: rendered again, since this that it read has changed:
read-list = `{ $what }`: what { $whose } lists
read-site = `site.{ $what }` as seen from { $whose }
read-page = `{ $what }` of the page { $whose }
read-record = `{ $what }` of the record on { $whose }
read-initiative = `{ $what }` of the initiative `{ $whose }`
read-function = what the template function `{ $what }({ $whose })` gives
read-text = the text `{ $what }` on { $whose }
read-links = where links, pictures and charts on { $whose } lead
read-plan = how { $whose } is made: template, part of a list, fields
read-template = the template `{ $what }`
read-component = the component `{ $what }`
read-organisation = the link to the organisation `{ $whose }`
read-picture = the picture { $whose }
read-words = the theme's words
read-base-url = the site's address
read-facts = something of all that pages can see of each other
cleaned = `{ $path }` is removed: { $size } MB
cannot-clean = { $reason }
no-search = `{ $path }` has no search: { $reason }; build the site first
search-corrected = showing pages for: { $text }
search-missing = no page has the word `{ $word }`
search-unread = not everything could be searched; these files are missing or damaged: { $files }
search-found = { $total ->
    [0] no page has all words
    [one] 1 page has all words
   *[other] { $total } pages have all words
}, { $partial } have some of them
markdown-is-for-reports = `--format markdown` is for reports: `torg report board` and `torg report changes`
reversed-period = the period ends on { $to }, before { $from }
bad-set = `--set { $text }` is not FIELD=VALUE; the fields are { $known }
import-new = wrote `{ $path }`
import-would = would write `{ $path }`
import-known = line { $line }: the idea is there already, as `{ $id }`
import-unread = not imported: { $columns }
import-done = { $n ->
    [one] 1 new idea
   *[other] { $n } new ideas
}, { $known } there already; they are internal until somebody decides otherwise
import-dry = { $n ->
    [one] 1 new idea
   *[other] { $n } new ideas
}, { $known } there already; nothing was written (`--dry-run`)
import-stopped = { $summary }: nothing was written
out-is-internal = `{ $path }` holds an internal site; build the public one in another folder
out-is-public = `{ $path }` holds a public site; build the internal one in another folder
new-internal-next = it is internal, as all of its kind are: fill it in
