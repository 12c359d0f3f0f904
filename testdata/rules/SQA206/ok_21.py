from sqlalchemy import select
from sqlalchemy.orm import Session

session = Session()
a = b.where("x = 1")
b = a.where("x = 1")
stmt = stmt.where("x = 1")
SQL = (SQL)
session.execute(SQL)
session.execute(a)
print(select)
