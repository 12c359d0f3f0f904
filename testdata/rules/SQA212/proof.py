"""The SQL of the statements."""

skip = {"bad_20": "calls URL(), which has no fix and raises under 2.0"}
