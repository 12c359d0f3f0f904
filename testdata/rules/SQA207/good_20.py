import sqlalchemy as sa
from sqlalchemy.sql import case, select

t = sa.table("t", sa.column("a"), sa.column("b"))
print(select(t.c.a).where(t.c.a == 1))
print(select(t.c.a).distinct().select_from(t).where(t.c.a == 1).order_by(t.c.a, t.c.b).limit(1))
print(
    sa.select(*[c for c in t.c])
)
columns = [t.c.a, t.c.b]
print(select(*columns).where(t.c.a == 1))
print(case((t.c.a == 1, "x"), (t.c.a == 2, "y"), else_="z"))


def several():
    """Lists in several lines."""
    one = (
        select(
            t.c.a,  # first
            t.c.b,
        )
        .where(t.c.a == 1)
        .limit(1)
    )
    two = (
        select(
            t.c.a,
            t.c.b,
        )
    )
    return one, two


print(case({1: "x"}, value=t.c.a))
print(select(t.c.a).with_only_columns(t.c.b))
print(select())
print(select(t.c.a).group_by(t.c.a).order_by(t.c.a))
