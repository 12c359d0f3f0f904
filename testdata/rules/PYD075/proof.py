"""The names of the fields."""

warning = r"PydanticDeprecatedSince211: Accessing the 'model_(computed_)?fields' attribute on the instance"
requires = {"pydantic": ">=2.11"}
skip = {"bad_21": "no fix", "ok_20": "sqlmodel is not there"}


def bad_1(m):
    return m.User(name="a").keys()


def bad_20(m):
    user = m.User(name="a")
    # A model that iterates over its fields is no iterable of them.
    return list(m.Base.__iter__(user)), user.shown(), m.all_fields([user]), m.of_call(), m.in_brackets(user), m.optional(user)
