import kit

¦

kit.fails(DeprecationWarning, "old is deprecated, use new", old)
