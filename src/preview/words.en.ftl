# In the terminal
listening = preview at { $url } (Ctrl-C ends it)
open-to-others = everyone who can reach { $address } sees the preview, drafts included
built = built { $pages ->
    [one] 1 page
   *[other] { $pages } pages
} in { $ms } ms
built-again = rebuilt { $pages ->
    [one] 1 page
   *[other] { $pages } pages
} in { $ms } ms: { $files ->
    [0] nothing changed
    [one] 1 file changed
   *[other] { $files } files changed
}
date-passed = a date has passed, the site is built again
errors-kept = { $summary } in { $ms } ms; the last working version is shown
errors-none-yet = { $summary } in { $ms } ms; the site is shown once the errors are mended
crashed = the build was stopped by a mistake in torg, not in your files
polling = the file system does not tell of changes; torg looks for them twice a second
not-watching = changes in { $folder } cannot be noticed: { $reason }
browser-failed = the browser could not be opened ({ $reason }); go to { $url }
stopped = the preview has ended

# Why it cannot start
port-in-use = port { $port } is taken; close the other program or choose another port: `--port { $other }`
port-denied = port { $port } is for administrators only; choose a higher port: `--port 1111`
host-unknown = `{ $host }` is no address of this machine; leave out `--host` or give an address that the machine has
cannot-start = the preview could not start: { $reason }

# Answers to wrong questions
wrong-host = The preview answers only to { $address }.
wrong-origin = This address is for the preview's own pages only.
wrong-method = The preview can only be read.
wrong-address = The address is malformed.
too-long = The address is too long.
not-found = There is no such page

# In the browser
overlay-name = Errors in the site
overlay-title = { $errors ->
    [one] 1 error to mend
   *[other] { $errors } errors to mend
}
overlay-stopped = The build stopped
overlay-mark = You see the last working version.
overlay-no-mark = The site is shown here once the errors are mended.
overlay-hide = Hide the errors
overlay-show = Show the errors
overlay-more = { $n ->
    [one] One more error is shown in the terminal.
   *[other] { $n } more errors are shown in the terminal.
}
error = error
waiting = The site cannot be shown yet
changed = changed

# The link for other machines
next-link = the link is used up; the next visitor goes to { $url }
no-ticket = Ask whoever previews for a new link. Each link is good once.

# Answers to those who change something
wrong-token = Only the preview's own pages may change anything.
wrong-request = It could not be understood what to change.
too-large = That is too much at once.
too-slow = That took too long.
mend-changed = The file has changed since. Wait until the page is up to date and try again.
mend-unwritable = The file cannot be written.

# Suggestions and warnings
mend = Change to { $name }
open-in-editor = Open in the editor
warning = warning
warnings = { $n ->
    [one] 1 warning
   *[other] { $n } warnings
}
warnings-more = { $n ->
    [one] One more warning is shown in the terminal.
   *[other] { $n } more warnings are shown in the terminal.
}
review = Everything worth a look
