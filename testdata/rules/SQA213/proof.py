"""The statements are made."""

raises = r"TypeError"
skip = {"good_20": "preserve_parameter_order= has no fix"}
