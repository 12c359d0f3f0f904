from sqlalchemy import Engine as Pool, Integer, column, create_engine, select
from sqlalchemy.orm import Session

print(Integer, column, select, Pool, create_engine, Session)
