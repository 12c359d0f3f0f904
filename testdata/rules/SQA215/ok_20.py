from sqlalchemy import and_, column, or_, select, table

t = table("t", column("a"))


def fill(filters: list) -> None:
    filters.append(t.c.a == 1)


def find(names: list[str], given: list, self):
    always = []
    always.append(t.c.a > 1)
    if names:
        always.append(t.c.a == 2)
    passed = []
    fill(passed)
    guarded = []
    if names:
        guarded.append(t.c.a == 3)
    stmt = select(t)
    if guarded:
        stmt = stmt.where(and_(*guarded))
    rebound = []
    if names:
        rebound = [t.c.a == 1]
    print(and_(*rebound), and_(*self.filters), and_(*[t.c.a == n for n in names]))
    return select(t).where(and_(*always), and_(*passed), or_(*given), and_(t.c.a == 1, *guarded)), stmt


def find_both(ids: list[int], keys: list[int]):
    if ids or keys:
        conditions = []
        if ids:
            conditions.append(t.c.a.in_(ids))
        if keys:
            conditions.append(t.c.a.in_(keys))
        return select(t).where(or_(*conditions))
