"""Whether the arguments of Field work."""


def bad_1(m):
    assert m.User(name="a", nickName="b").nick == "b"


def bad_2(m):
    assert "age" not in m.User(age=3).model_dump()


def bad_20(m):
    assert m.A.model_fields["b"].alias == "n"


def bad_21(m):
    assert m.A.model_fields["a"].validation_alias == "x"
    assert m.A(x=3).model_dump() == {"b": 1, "c": None}
