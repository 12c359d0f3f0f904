import sqlalchemy as sa
from sqlalchemy import LABEL_STYLE_TABLENAME_PLUS_COL, nulls_last, select
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
    User.name.not_like("a%"),  # no a
    sa.func.lower(User.name).is_not(None),
    sa.column("x").not_in([1]),
).order_by(nulls_last(User.name.desc()), User.id.desc().nulls_first())
copy = t.to_metadata(sa.MetaData())
labelled = select(User).set_label_style(LABEL_STYLE_TABLENAME_PLUS_COL)
names = select(User.id).get_final_froms()
url = URL.create("sqlite", database="x")
inner = select(User.id).c.id
wide = select(User.id).add_columns(User.name)


def read(session: Session, conn: Connection):
    row = conn.execute(sa.text("SELECT 1")).one()
    print(row._tuple(), row._t)
    return session.query(User.id).add_columns(User.name).scalar_subquery()
