"""The statements are made."""

import sqlalchemy
from sqlalchemy.orm import Session

raises = r"ArgumentError: (Strings are not accepted|Join target|.*expected)"
skip = {"good_20": "one of its strings has no fix"}


def bad_20(m):
    m.load(Session(sqlalchemy.create_engine("sqlite://")))
