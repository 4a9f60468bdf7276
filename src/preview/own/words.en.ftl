# The frame of the preview's own pages
skip = Skip to the content
nav = Editing
all = Everything that can be edited
check = Everything worth a look
to-page = To the page
