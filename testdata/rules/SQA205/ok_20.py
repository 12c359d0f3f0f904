from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Query, Session, mapped_column, sessionmaker


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "staff"

    id: Mapped[int] = mapped_column(primary_key=True)


class Found(Query):
    def all(self):
        return [super().all()]


Other = sessionmaker(create_engine("sqlite://"), query_cls=Found)


def read(session: Session, model: type, ids: list[int]) -> None:
    session.query(model).all()
    session.query(*ids).all()
    session.query(User).get(1)
    session.query(User).distinct().order_by(User.id).all()
    session.query(User).filter(User.id == 1).update({"id": 2}, "fetch")
    print(session.query(User).filter(User.id == 1).delete())
    session.query(User).filter(User.id.in_(session.query(User.id))).subquery()
    session.query(User).with_entities(User.id).all()
    with Other() as other:
        other.query(User).all()
