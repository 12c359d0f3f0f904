"""Whether the inherited validator runs."""


def bad_1(m):
    user = m.User(email="A", nickname=" x ")
    assert user.email == "a", user
    return repr(user)


def ws_1(m):
    user = m.User(email="A", name=" x ")
    assert user.email == "a", user
    return repr(user)


def bad_20(m):
    fields = m.Leaf.__pydantic_decorators__.field_validators
    assert {f for d in fields.values() for f in d.info.fields} == {"a", "b"}, fields
    return sorted(fields)


def bad_21(m):
    fields = m.Leaf.__pydantic_decorators__.field_validators
    assert {f for d in fields.values() for f in d.info.fields} == {"a", "b"}, fields
