"""The class can be made, and holds its value."""

raises = r"To define root models, use .pydantic.RootModel. rather than a field called '__root__'"
skip = {
    "bad_21": "no fix",
    "bad_23": "no fix before that of PYD079",
    "ws_bad_20": "fixed one file at a time: `use.py` is fixed again when `app/models.py` is",
}


def bad_1(m):
    assert list(m.TAGS) == m.TAGS.model_dump() == ["a"]


def bad_20(m):
    pets = m.Pets([{"name": "a"}])
    assert pets.add(m.Pet(name="b")).raw() == [{"name": "a"}, {"name": "b"}]
    assert pets[1].name == "b"
    assert m.Score(7).root == 6 and m.Score.zero().root == 0
    assert m.Maybe().root is None
    assert m.Local([{"x": 1}]).root[0].x == 1
    assert m.use(m.Maybe(1), m.Sub([{"name": "c"}]), pets) == (
        1,
        [m.Pet(name="c")],
        [{"name": "a"}, {"name": "b"}],
        {"a": 1},
        {"a": m.Tree({"b": m.Tree({})})},
        ["a", "b"],
        [1, 2],
        [1],
    )


def bad_22(m):
    assert m.ONE == (m.Both(["a"]), m.New([1])) and m.New([1, 2]).sum() == 3
    assert m.Three(["a"]).model_config == {"frozen": True}
    assert m.Four({"a": {}}).root["a"] == m.Four({})
    assert m.Five([{"x": 1}]).first() == "x=1 of [Later(x=1)]"


def ok_20(m):
    assert m.both(m.Tags(["a"])) == m.Shim(["a"]).__root__ == ["a"]
