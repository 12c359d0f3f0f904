from sqlalchemy import ForeignKey, create_engine, or_, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "staff"

    id: Mapped[int] = mapped_column(primary_key=True)


class Pet(Base):
    __tablename__ = "pets"

    id: Mapped[int] = mapped_column(primary_key=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))


engine = create_engine("sqlite://")
Base.metadata.create_all(engine)
with Session(engine) as session:
    session.add_all([User(id=1), Pet(owner_id=1), Pet(owner_id=1)])
    session.flush()
    wanted = Pet.owner_id == User.id
    print(len(session.scalars(select(User).join(Pet)).unique().all()))
    print(len(session.scalars(select(User).where(wanted)).unique().all()))
    print(len([user for user in session.scalars(select(User).where(or_(Pet.owner_id == User.id))).unique()]))
    print(session.scalars(select(User).join(Pet)).unique().one().id, session.execute(select(User).join(Pet)).unique().scalar_one_or_none().id)
    print(len(session.execute(select(User, Pet.owner_id).join(Pet)).unique().all()))
    print(len(session.execute(select(User.id, Pet.owner_id).join(Pet)).all()))
    print(len(session.scalars(select(User).where(or_(User.id.in_([1]), User.id > 2))).all()))
