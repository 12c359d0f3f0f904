import kit


def f(x: int | str) -> str:
    match x:
        case int():
            return "int"
        case str():
            return "str"
        ¦


kit.same((f(1), f("")), ("int", "str"))
kit.fails(AssertionError, "None", f, None)
