import sqlalchemy as sa
from sqlalchemy import and_ as both

t = sa.table("t", sa.column("a"))


def find(names: list[str], wanted: int | None):
    filters = list()
    for name in names:
        filters.append(t.c.a == name)
    others = []
    if wanted:
        others.extend([t.c.a == wanted])
    print(sa.select(t).where(sa.or_(*others)))
    return sa.select(t).where(
        both(
            *filters,  # all
            *others,
        )
    ).having(sa.and_())
