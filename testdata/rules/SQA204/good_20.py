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
        print(self.session.get(User, (id, other), with_for_update={"nowait": True}, populate_existing=True))
        return (
            self.session.get(User, {"id": id}, options=[defer(User.id), defer("*")], with_for_update=True)
        )


def find(db, id):
    return db.get(User, id)
