"""The model is used."""

skip = {"ws_22": "changes what ruff says", "ws_23": "changes what ruff says"}
raises = r"PydanticUserError: .*not fully defined|PydanticUndefinedAnnotation|NameError: name '\w+' is not defined"


def bad_1(m):
    return m.Item(price="1.5")


def bad_2(m):
    return m.Item(day="2020-01-01", n=1).model_dump()


def bad_20(m):
    return m.D(a={"x": "2020-01-01"}), m.f("00000000-0000-0000-0000-000000000001")


def bad_21(m):
    table = m.Table(rows=[{"price": "1"}], point={"at": "1/2"})
    return table, m.Prices(["1"]), m.adapter.validate_python("1")
