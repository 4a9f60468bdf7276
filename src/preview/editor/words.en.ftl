# The frame
undo = Undo
redo = Redo

# Titles
title-index = Edit
title-form = Edit { $title }
title-text = { $file } as text
title-conflict = { $file } was changed by somebody else
title-message = Edit

# The form
problems = { $n ->
    [one] 1 thing to look at
   *[other] { $n } things to look at
}
error = Error
warning = Warning
line = line { $n }
as-text = Edit the file as text
more = More fields ({ $n })
must = (required)
none = None
true = Yes
false = No
add = Add number { $n }
item = Number { $n }
remove = Remove number { $n }
nth = { $label }, number { $n }
lines = One on each line.
kept = The field { $key } is changed in the file as text.
body = Text
body-help = Write Markdown. The tools above the box put in the marks for you.
save = Save
save-anyway = Save anyway
leave = Cancel
content = The whole file

# The tools
toolbar = Format the text
heading-2 = Heading
heading-3 = Subheading
bold = Bold
italic = Italic
bullets = Bulleted list
numbers = Numbered list
link = Link
component = Component
image = Picture
link-text = The link's text
link-to = A page of the site
link-other = Or an address of another site
image-file = Picture file
image-alt = Describe the picture
image-alt-help = The description is read to those who do not see the picture.
insert = Insert
cancel = Cancel

# What happened
done-saved = Saved.
done-nothing = Nothing was changed.
done-undone = The change is undone.
done-redone = The change is made again.
done-unreadable = The file has mistakes, so that the form cannot be shown. Mend them in the text here.
not-saved = Nothing is saved yet. Mend the mistakes below, or save anyway.
refused-unreadable = Nothing is saved. The file has mistakes that must be mended as text first.
refused-unsafe = Nothing is saved. The field { $field } is written in a way that cannot be changed without changing more. Change it in the file as text.
edit-changed = Changed { $file }
edit-mended = Followed a suggestion in { $file }

# When it cannot be done
refused = The form does not come from this preview. Load the page again and try once more.
missing = There is nothing to edit here.
failed-changed = Nothing is changed. { $file } is no longer as the change left it.
failed-outside = { $file } is outside what can be edited.
failed-io = { $file } could not be written: { $reason }

# The conflict
conflict = Somebody else has changed the file since you opened the form. Nothing is saved. Choose what shall stand.
theirs = On disk now
ours = Your version
from-line = From line { $n }
no-lines = (no lines)
keep-theirs = Keep the one on disk
ours-whole = The whole file with your changes
ours-help = You can put in what others have written before you save.
keep-ours = Save your version

# The list
pages = Pages and records

# On the site's pages
page-edit = Edit
page-pick = Choose a block
page-picking = Click a block (Esc cancels)
page-more = More
page-world = Times and drafts
page-check = Look the site over

# Copying, deleting
operations = Copy, rename or delete
duplicate-name = The copy's short name
name-help = Small letters a–z, digits and hyphens. The name comes last in the address.
duplicate = Copy
delete = Delete
delete-help = What is deleted can be undone, and is kept in the trash.
trash = The trash ({ $n })
restore = Put back
copy = { $title } (copy)
edit-copied = Copied { $file }
edit-deleted = Deleted { $file }
edit-restored = Put back { $file }
done-copied = The copy is made. It is a draft.
done-deleted = Deleted.
done-restored = Put back.
bad-name = { $name } cannot be a name in an address. Use small letters a–z, digits and hyphens.
name-taken = There is already something named { $name }.
rename-name = New short name
rename-section-help = The section's folder gets the new name, and all pages in it get new addresses. The old addresses lead to the new ones, and links to here are rewritten.
rename-help = Links and references to it are written anew. A page's old address leads to the new one.
rename = Rename
edit-renamed = Renamed { $file }
done-renamed = It is renamed.
done-renamed-theme = The name is changed. The theme has the old name in it: look in the folder themes whether it means the section.
rename-home = The start page has no name to change: it is at the top.
rename-unreadable = Nothing is changed. { $file } has mistakes that must be mended first.
rename-unsafe = Nothing is changed. The field { $field } in { $file } is written in a way that cannot be changed without changing more. Change it in the file as text first.
rename-linked = Nothing is changed. { $file } is a link to something else on the disk. Move it by hand.
rename-large = Nothing is changed. The files in { $file } are too large to be moved from here. Move them by hand.

# Pictures
edit-picture = Added the picture { $file }
image-no-page = The picture belongs to no page.
image-no-alt = Describe the picture for those who do not see it.
image-no-file = Choose a picture file.
image-no-picture = The file is no picture of the kinds that can be shown: PNG, JPEG, GIF, WebP or AVIF.
image-too-large = The picture is larger than { $mb } megabytes. Save it in a smaller size and try again.
image-failed = The picture could not be sent. See that the preview is running and that the file is still there.
image-no-name = There are too many pictures of that name already.

# New pages and records
title-new = Create something new
new-page = New page
new-record = New record
new-section = Section
new-kind = Kind of page
new-kind-of-section = Like the section’s other pages
new-record-kind = Kind of record
new-continue-page = Continue with the page
new-continue-record = Continue with the record
new-in = in the section { $section }
new-other = Choose something else
new-title = Title
new-record-title = Name
new-type = Type
new-day = Date
new-name = Short name
new-name-help = If you leave it empty, it is made from what you wrote first.
new-make = Create
new-not-made = Nothing has been created yet
new-no-title = Write what it is to be called.
new-no-name = Write a short name. None can be made from what you wrote first.
new-no-day = Write a date, such as 2024-05-31.
new-lacks-record = A new page or record of the kind “{ $kind }” refers to “{ $lacking }”, and there is none yet. Create that first.
new-lacks-word = A new page or record of the kind “{ $kind }” needs a word of the vocabulary. Add a [[{ $list }]] to site/hub/vocabulary.toml.
edit-made = Created { $file }
done-made-page = The page has been created. It is a draft. Fill in what is missing.
done-made-record = The record has been created and is not on the site yet. Fill in what is missing.
records-without-page = Records without a page of their own

# What it looks like
look = What the page looks like
look-show = Show what it looks like
look-fine = Nothing is wrong in what is written.
look-wrong = Have a look at this:
look-left-out = The page is not part of the site as you see it now. This is how it looks when it is.
look-none = The page cannot be shown like this.
row = line { $n } of the text
