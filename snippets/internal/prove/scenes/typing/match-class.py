import kit


def f(value):
    ¦


kit.same([f(v) for v in (True, 2, "abc", [7, 8], None)], [1, 2, 3, 7, 0])
