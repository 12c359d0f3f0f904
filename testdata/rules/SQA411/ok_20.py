from sqlalchemy import select
from sqlalchemy.orm import Session


def read(session: Session, other):
    print(other.execute(select(1)).scalars(), session.execute(select(1)).unique().scalars())
    result = session.execute(select(1))
    return result.scalars(), session.execute(select(1)).scalars(0), session.execute(select(1)).scalar_one()
