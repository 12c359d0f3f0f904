from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker

engine = create_engine("sqlite://", future=True, connect_args={"autocommit": False})
Local = sessionmaker(engine, autocommit=False)
