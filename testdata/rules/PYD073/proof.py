"""What the methods give."""

warning = r"PydanticDeprecatedSince20: The `\w+` method is deprecated"
skip = {
    "bad_20": "calls that raise in version 2 stand beside the others",
    "ws_bad_20": "`base.json()` stays: a subclass has one of its own",
    "bad_21": "the class defines the methods itself; no fix",
}


def bad_1(m):
    user = m.load({"name": "a", "age": 1})
    return user, user.summary()


def bad_2(m):
    import pathlib
    import tempfile

    # `.json(indent=2)` raises in version 2.
    node = m.raw('{"name": "a", "child": {"name": "b"}}')
    with tempfile.TemporaryDirectory() as d:
        path = pathlib.Path(d, "x.json")
        path.write_text('{"name": "c"}')
        return node, m.Node.load(path), m.PARSE({"name": "d"})
