from sqlalchemy.orm import DeclarativeBase, Mapped, Session, defer, mapped_column


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)


class Users:
    def __init__(self, session: Session):
        self.session = session

    def load(self, id: int, other: int):
        print(self.session.query(User).with_for_update(nowait=True).populate_existing().get((id, other)))
        return (
            self.session.query(User)
            .options(defer(User.id), defer("*"))
            .with_for_update()
            .get({"id": id})
        )


def find(db, id):
    return db.query(User).get(id)
