"""How many statements are sent."""

import sqlalchemy
from sqlalchemy import event
from sqlalchemy.orm import Session

skip = {"bad_20": "as bad_1"}


def bad_1(m):
    sent = []
    event.listen(m.engine, "before_cursor_execute", lambda *args: sent.append(args[2]))
    with Session(m.engine) as session:
        m.load(session, [1, 2, 3])
    assert len(sent) <= 1, sent
