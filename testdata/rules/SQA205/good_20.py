import sqlalchemy as sa
from sqlalchemy import delete, func, orm, select
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
        names = [user.name for user in self.session.scalars(select(User).options(orm.joinedload(User.pets)).where(User.id > 0)).unique()]
        first = self.session.execute(select(User.name, sa.func.max(User.id).label("top")).group_by(User.name).limit(1)).first()
        number = (
            self.session.scalar(
                select(func.count()).select_from(
                    select(User)
                    .join(Pet)
                    .where(Pet.id > 0)
                    .subquery()
                )
            )
        )
        loaded = (
            self.session.scalars(
                select(User)
                .options(orm.joinedload(User.pets))
                .filter_by(name="ann")
            )
            .unique()
            .one()
        )
        both = self.session.scalar(select(func.count()).select_from(select(User, Pet).join(Pet, User.pets).subquery()))
        one = self.session.scalars(select(User).where(
            User.name == "ann",
        )).one_or_none()
        self.session.execute(delete(Pet).where(Pet.id == 1))
        return [names, first[0], first.top, number, loaded.name, both, one.name]


engine = sa.create_engine("sqlite://")
Base.metadata.create_all(engine)
with orm.Session(engine) as session:
    print(Store(session).read())
