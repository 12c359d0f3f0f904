"""What becomes of values."""

raises = r"TypeError|AssertionError|PydanticUserError"
skip = {
    "bad_20": "left for a person",
    "bad_21": "needs bson",
    "bad_23": "left for a person",
    "ws_bad_20": "the use in another file is left for a person",
}


def bad_1(m):
    assert m.A(x="2").x == 2


def bad_2(m):
    assert m.Box(w="3").area == 9


def bad_22(m):
    assert m.Box(w="3", scale="2").area == 6
