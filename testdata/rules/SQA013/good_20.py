from sqlalchemy import create_engine
from sqlalchemy.orm import Session, sessionmaker

engine = create_engine("sqlite://")
Local = sessionmaker(engine, autocommit=True)
with Session(engine, autocommit=True) as session:
    print(session)
