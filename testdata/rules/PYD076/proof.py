"""What the calls give."""

warning = r"`(parse_obj_as|schema_of|schema_json_of)` is deprecated"
skip = {"bad_21": "left for a person"}


def bad_1(m):
    return m.USERS


def bad_20(m):
    return m.NUMBERS, m.ONE, m.SAME, m.MIXED, m.LAST, m.SCHEMA, m.PLAIN, m.TEXT, m.KEYS, m.BACK, m.load("1 2")


def bad_22(m):
    return m.TEXT


def bad_23(m):
    return m.load("1")


def bad_24(m):
    reader = m.Reader()
    return reader.read("2"), reader.value


def bad_25(m):
    return m.load("1")[0], m.read("1")


def ok_20(m):
    return list(m.numbers), m.load("1")
