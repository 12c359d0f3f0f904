from sqlalchemy import column, select, table

t = table("t", column("a"))


class Form:
    def with_only_columns(self, columns):
        return columns


def make(columns):
    return select(columns), select(*columns), Form().with_only_columns([1])


def other(flag):
    columns = t
    if flag:
        columns = [t.c.a]
    return select(columns)
