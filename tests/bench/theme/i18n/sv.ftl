# What torg itself asks a theme for; the templates hold their few words themselves.
page-word = sida
