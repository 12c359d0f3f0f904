import kit
import shopdb
from shopdb import Base
from sqlalchemy.orm import Mapped, mapped_column

¦


class Note(TimestampMixin, Base):
    __tablename__ = "notes"

    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]


async def go():
    await shopdb.tables()
    async with shopdb.async_session() as session:
        session.add(note := Note(text="a"))
        await session.commit()
        note.text = "b"
        await session.commit()
        return note.created_at is not None, note.updated_at is not None


kit.same(kit.once(go), (True, True))
