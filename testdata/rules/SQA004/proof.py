"""The error of the first statement."""
raises = r"MissingGreenlet"
skip = {"bad_20": "needs a PostgreSQL server", "bad_21": "needs a MySQL server and its driver"}
