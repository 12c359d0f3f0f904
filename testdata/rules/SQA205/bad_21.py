from sqlalchemy import ForeignKey, create_engine, or_
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
    print(len(session.query(User).join(Pet).all()))
    print(len(session.query(User).filter(wanted).all()))
    print(len([user for user in session.query(User).filter(or_(Pet.owner_id == User.id))]))
    print(session.query(User).join(Pet).one().id, session.query(User).join(Pet).scalar().id)
    print(len(session.query(User, Pet.owner_id).join(Pet).all()))
    print(len(session.query(User.id, Pet.owner_id).join(Pet).all()))
    print(len(session.query(User).filter(or_(User.id.in_([1]), User.id > 2)).all()))
