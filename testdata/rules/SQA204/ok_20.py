from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)


class Api:
    def query(self, what):
        return {}


def find(cache, store, db: Api, asynchronous: AsyncSession, session: Session):
    print(cache.query(User).get(1), db.query(User).get(1), asynchronous.query(User).get(1), store.db.session.query(User).get(1))
    print(session.query(User).filter(User.id > 1).get(1), session.query(User, User.id).get(1), session.query(User).get(ident=1))
    return User.query.get(1)
