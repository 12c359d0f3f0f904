from sqlalchemy import case, select, table, column

t = table("t", column("a"))
options = {"limit": 1}
print(select([t.c.a], **options))
print(select([t.c.a], distinct=t.c.a))
print(case([(t.c.a == 1, 2)], t.c.a))
