from sqlalchemy import ForeignKey
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    items: Mapped[list["Item"]] = relationship()
    notes: Mapped[set["Note"]] = relationship()


class Item(Base):
    __tablename__ = "items"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))


class Note(Base):
    __tablename__ = "notes"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))


async def flushed(session: AsyncSession) -> int:
    user = User(name="ann", items=[])
    session.add(user)
    await session.flush()
    return len(user.items)


async def committed(session: AsyncSession, name: str) -> int:
    user = User(
        name=name,  # theirs
        items=[],
        notes=set(),
    )
    if name:
        session.add(user)
        user.name = "bea"
        await session.commit()
        return len(user.items) + len(user.notes)
    return 0


async def refreshed(session: AsyncSession) -> int:
    user = User(name="cid")
    session.add(user)
    await session.commit()
    await session.refresh(user)
    await session.refresh(user, ["items", "notes"])
    return len(user.items) + len(user.notes)
