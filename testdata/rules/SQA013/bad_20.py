from sqlalchemy import create_engine
from sqlalchemy.orm import Session, sessionmaker

engine = create_engine("sqlite://", future=False)
Local = sessionmaker(engine, autocommit=True)
with Session(engine, autocommit=True, future=True) as session:
    print(session)
