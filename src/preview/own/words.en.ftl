# The frame of the preview's own pages
skip = Skip to the content
nav = Editing
all = Edit
check = Look over
world = Times and drafts
to-page = To the page
