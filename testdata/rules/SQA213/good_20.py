import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

t = sa.Table("t", sa.MetaData(), sa.Column("id", sa.Integer), sa.Column("n", sa.Integer))


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)


one = sa.update(t).where(t.c.id == 1).values({"n": 2})
two = sa.insert(t).values({"n": 1})
three = sa.insert(t).values({"n": 1}).returning(t.c.id, t.c.n).inline()
four = t.insert().values({"n": 1})
five = User.__table__.delete().where(User.id == 1)
six = sa.delete(
    t,
).where(t.c.id == 1)
seven = t.select().where(t.c.id > 1)
eight = t.update(t.c.id == 1, preserve_parameter_order=True)
