import sqlalchemy.future
import sqlalchemy.future as future

print(sqlalchemy.future.select, future.create_engine)
