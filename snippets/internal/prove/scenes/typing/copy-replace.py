import datetime

import kit


def f(value):
    ¦
    return changed


kit.same(f(datetime.date(2024, 1, 2)), datetime.date(2000, 1, 2))
