skip = To the content
