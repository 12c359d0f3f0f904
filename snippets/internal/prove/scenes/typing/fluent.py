import kit


class Query:
    ¦


class Sub(Query):
    pass


kit.same((type(Sub().where(1)).__name__, Sub().where(1).value), ("Sub", 1))
