# The templates hold their few words themselves.
