import collections
import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column


class Base(MappedAsDataclass, DeclarativeBase):
    pass


class Doc(Base):
    __tablename__ = "docs"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    data: Mapped[dict] = mapped_column(sa.JSON, default_factory=dict)
    tags: Mapped[list] = mapped_column(sa.JSON, insert_default=list)
    counts: Mapped[dict] = mapped_column(sa.JSON, default_factory=lambda: collections.defaultdict(int))


docs = sa.Table("old", Base.metadata, sa.Column("tags", sa.JSON, default=lambda: ["a" for _ in "b"]), sa.Column("n", sa.JSON, default=lambda: dict(a=1)))
