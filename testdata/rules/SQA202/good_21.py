import sqlalchemy as future
import sqlalchemy

print(sqlalchemy.select, future.create_engine)
