"""What the listener prints."""

import contextlib
import io

import sqlalchemy
from sqlalchemy.orm import Session

warning = r"RuntimeWarning: coroutine '.*' was never awaited"
skip = {"bad_20": "one of its listeners awaits something and has no fix"}


def bad_2(m):
    out = io.StringIO()
    with contextlib.redirect_stdout(out), Session(sqlalchemy.create_engine("sqlite://")) as session:
        session.execute(sqlalchemy.text("SELECT 1"))
        session.commit()
