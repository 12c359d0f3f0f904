import collections
import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column


class Base(MappedAsDataclass, DeclarativeBase):
    pass


class Doc(Base):
    __tablename__ = "docs"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    data: Mapped[dict] = mapped_column(sa.JSON, default={})
    tags: Mapped[list] = mapped_column(sa.JSON, insert_default=[])
    counts: Mapped[dict] = mapped_column(sa.JSON, default=collections.defaultdict(int))


docs = sa.Table("old", Base.metadata, sa.Column("tags", sa.JSON, default=["a" for _ in "b"]), sa.Column("n", sa.JSON, default=dict(a=1)))
