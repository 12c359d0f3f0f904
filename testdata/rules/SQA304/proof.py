"""The tables."""

differs = {"bad_20": "the primary key says NOT NULL"}
