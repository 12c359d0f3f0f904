import sqlalchemy as sa
from sqlalchemy import orm
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "staff"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    pets: Mapped[list["Pet"]] = relationship()


class Pet(Base):
    __tablename__ = "pets"

    id: Mapped[int] = mapped_column(primary_key=True)
    owner_id: Mapped[int] = mapped_column(sa.ForeignKey("staff.id"))


class Store:
    def __init__(self, session: orm.Session) -> None:
        self.session = session

    def read(self) -> list[object]:
        self.session.add(User(id=1, name="ann", pets=[Pet(), Pet()]))
        self.session.flush()
        names = [user.name for user in self.session.query(User).options(orm.joinedload(User.pets)).filter(User.id > 0)]
        first = self.session.query(User.name, sa.func.max(User.id).label("top")).group_by(User.name).first()
        number = (
            self.session.query(User)
            .join(Pet)
            .filter(Pet.id > 0)
            .count()
        )
        loaded = (
            self.session.query(User)
            .options(orm.joinedload(User.pets))
            .filter_by(name="ann")
            .one()
        )
        both = self.session.query(User, Pet).join(Pet, User.pets).count()
        one = self.session.query(User).filter(
            User.name == "ann",
        ).one_or_none()
        self.session.query(Pet).filter(Pet.id == 1).delete()
        return [names, first[0], first.top, number, loaded.name, both, one.name]


engine = sa.create_engine("sqlite://")
Base.metadata.create_all(engine)
with orm.Session(engine) as session:
    print(Store(session).read())
