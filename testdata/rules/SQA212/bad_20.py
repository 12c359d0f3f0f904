import sqlalchemy as sa
from sqlalchemy import nullslast, select
from sqlalchemy.engine import URL, Connection
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

t = sa.Table("t", sa.MetaData(), sa.Column("id", sa.Integer))


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


stmt = select(User).where(
    User.name.notlike("a%"),  # no a
    sa.func.lower(User.name).isnot(None),
    sa.column("x").notin_([1]),
).order_by(nullslast(User.name.desc()), User.id.desc().nullsfirst())
copy = t.tometadata(sa.MetaData())
labelled = select(User).with_labels()
names = select(User.id).froms
url = URL("sqlite", database="x")
inner = select(User.id).c.id
wide = select(User.id).column(User.name)


def read(session: Session, conn: Connection):
    row = conn.execute(sa.text("SELECT 1")).one()
    print(row.tuple(), row.t)
    return session.query(User.id).add_column(User.name).as_scalar()
