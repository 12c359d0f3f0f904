import sqlalchemy as sa
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

t = sa.Table("t", sa.MetaData(), sa.Column("kind", sa.String))
stmt = sa.delete(t).where(
    t.c.kind.not_in({
        "a",  # first
        "b",
    }),
)


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    role: Mapped[str]

    @hybrid_property
    def staff(self):
        return self.role in ("admin", "clerk")

    @staff.inplace.expression
    @classmethod
    def _staff(cls):
        return cls.role.in_(("admin", "clerk"))


one = sa.select(User).where(sa.and_(User.id.in_((1, 2)), User.role == "x"), "a" in User.role)
