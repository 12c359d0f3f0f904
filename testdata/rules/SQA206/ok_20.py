from alembic import op
from sqlalchemy import column, literal_column, select, table, text
from sqlalchemy.orm import Session

t = table("t", column("a"))
op.execute("UPDATE t SET a = 1")


class Raw(Session):
    def execute(self, statement, *args, **kwargs):
        return super().execute(text(statement), *args, **kwargs)


class Search:
    def where(self, text):
        return self


def load(session: Raw, other, sql):
    session.execute("SELECT 1")
    other.execute("SELECT 1")
    Search().where("a = 1")
    return select(t.c.a).order_by("a").where(literal_column("a") == "a b")


def again(session: Session, statement):
    query = "SELECT 1"
    query = text(query)
    return session.execute(query), session.execute(statement)
