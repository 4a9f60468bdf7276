skip = To the content
page-word = Page
table = Table { $n }
task-done = Done
task-open = Not done
link-to-heading = Link to this section
internal-mark = Internal: not to be passed on.
internal-ideas = Compare the ideas
