"""What the names are."""

warning = r"has been moved to|is deprecated"
skip = {"bad_20": "imports modules that version 2 does not have"}
