"""The rows are read."""

raises = r"TypeError: .*(not iterable|__aiter__)"
skip = {"bad_20": "its statements are no SQL"}
