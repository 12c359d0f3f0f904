"""Which case a value runs into."""


def bad_1(m):
    assert m.handle({"status": "ok", "data": 1}) == "ok 1"
    assert m.handle({"status": "failed"}) == "other failed"
    assert (m.size(True), m.size(3), m.size("")) == ("bool", "int", "?")


def bad_2(m):
    assert (m.area(m.Square(side=2)), m.area(m.Shape())) == (2, None)
    assert (m.empty({"a": 1}), m.empty({})) == ("one", "empty")
