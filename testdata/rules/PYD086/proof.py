"""Making the models, with the warning of both versions of Pydantic counted as an error, and using them."""

import kit

raises = r"AssertionError|no validator found for|cannot pickle 'classmethod' object|PydanticV1NotSupportedError"


def observe(m):
    mixing = [w for w in kit.warnings() if "Mixing V1" in w]
    assert not mixing, mixing


def ok_1(m):
    observe(m)
    assert m.convert(m.Old(x=2)).x == 2


def ok_20(m):
    observe(m)
    new = m.New(both={"x": 1})
    assert m.Container(new=new, hidden=m.Hidden()).new is new
    assert m.Old().double(2) == 2 and new.triple(2) == 6
