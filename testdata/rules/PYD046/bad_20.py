"""Every way to know what an object is."""

import dataclasses
import datetime as dt

import pydantic as pd
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker
from sqlalchemy.orm import Mapped, Session, declarative_base, mapped_column

Base = declarative_base()
Maker = async_sessionmaker()


class Author(Base):
    __tablename__ = "authors"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


@dataclasses.dataclass
class Point:
    x: int
    y: int


class AuthorOut(pd.BaseModel):
    """What is shown of an author."""

    id: int
    name: str

    @pd.model_validator(mode="after")
    def check(self):
        return self


class AuthorRow(pd.BaseModel):
    model_config = pd.ConfigDict(
        frozen=True,
        extra="ignore",  # the rest
    )
    id: int


class AuthorLink(pd.BaseModel):
    id: int
    model_config = {"title": "Link"}


class AuthorName(AuthorLink):
    model_config = pd.ConfigDict(from_attributes=False)

    name: str

    @property
    def upper(self) -> str:
        return self.name.upper()

    @upper.setter
    def upper(self, value: str) -> None:
        self.name = value.lower()


class PointOut(pd.BaseModel, extra="ignore"):
    x: int


class Stamped[T](pd.BaseModel):
    x: T


def all_points(points: list[Point]) -> list[dict]:
    return [PointOut.model_validate(p).model_dump() for p in points]


def new_point() -> PointOut:
    return PointOut.model_validate(Point(1, 2))


def stamped(point: "Point") -> Stamped[int]:
    return Stamped[int].model_validate(obj=point)


async def one(db: AsyncSession, author_id: int) -> AuthorOut:
    author = await db.get(Author, author_id)
    if author is None:
        raise LookupError
    return AuthorOut.model_validate(author)


async def first(db: AsyncSession) -> AuthorRow:
    statement = select(Author).where(Author.id == 1)
    result = await db.execute(statement.limit(1))
    author = result.scalars().first()
    return AuthorRow.model_validate(author)


async def every(db: AsyncSession) -> list[AuthorOut]:
    authors = (await db.scalars(select(Author).order_by(Author.name))).all()
    return [AuthorOut.model_validate(a) for a in authors]


async def links() -> list[AuthorLink]:
    out = []
    async with Maker() as db:
        for author in await db.scalars(select(Author)):
            out.append(AuthorLink.model_validate(author))
    return out


def legacy(db: Session) -> AuthorName:
    return AuthorName.model_validate(db.query(Author).filter_by(name="x").one())


def named(db: Session, since: dt.date) -> AuthorName:
    if author := db.execute(select(Author, Author.name)).scalar_one_or_none():
        return AuthorName.model_validate(author)
    raise LookupError(since)


def loops(by_name: dict[str, Point]) -> list[PointOut]:
    known = [Point(1, 2), Point(3, 4)]
    made = (Point(i, i) for i in range(3))
    out = [PointOut.model_validate(p) for p in known]
    out += [PointOut.model_validate(p) for p in made]
    for p in by_name.values():
        out.append(PointOut.model_validate(p))
    return out
