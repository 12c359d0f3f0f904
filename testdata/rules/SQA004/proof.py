"""The error of the first statement."""
raises = r"MissingGreenlet"
skip = {
    "good_1": "an async engine, whose users must be changed by hand, too",
    "bad_20": "needs a PostgreSQL server",
    "bad_21": "needs a MySQL server and its driver",
}
