"""The errors for a value whose tag is unknown: one, not those of every member."""

import pydantic


def one(model, field, kind="kind", around=lambda v: v):
    try:
        model(**{field: around({kind: "cow"})})
    except pydantic.ValidationError as e:
        errors = [x["type"] for x in e.errors() if x["loc"][0] == field]
        assert len(errors) == 1, f"{errors} for {field}"
        return errors
    raise AssertionError("there is no error")


def bad_1(m):
    return one(m.Owner, "pet"), one(m.Owner, "others", around=lambda v: [v])


def bad_2(m):
    return one(m.Holder, "one", "tag"), one(m.Holder, "two", "tag")


def bad_20(m):
    return one(m.M, "a"), one(m.M, "b", around=lambda v: {"x": v}), one(m.M, "c", around=lambda v: [v]), one(m.M, "g")


def bad_21(m):
    return one(m.M, "a")


def bad_22(m):
    return one(m.Owner, "pet"), one(m.Owner, "named")


def ws_23(m):
    return [one(m.Owner, name) for name in ("pet", "named", "both", "dotted")], one(m.Owner, "more", around=lambda v: [v])
