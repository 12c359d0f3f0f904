from db import async_session
from sqlalchemy.orm import sessionmaker

assert isinstance(async_session, sessionmaker)
