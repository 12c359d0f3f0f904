"""What the models make of values."""

import kit

warning = r"`pydantic.generics:GenericModel` has been moved"
skip = {
    "bad_21": "some of its classes still warn",
    "bad_23": "left for a person",
    "bad_24": "version 2 refuses the order of bases",
}


def observe(m):
    return m.Page[int](items=[1]).model_dump()


def bad_1(m):
    return m.Page[int](items=["1"]), kit.schema(m.Page[int])


def bad_20(m):
    return m.Both[int, str](left=1, right="x").model_dump(), m.Long[int](item=1).item, m.Behind[int](item="1"), kit.schema(m.make())


def bad_22(m):
    return m.Page[int](items=["1"]), kit.schema(m.Page[int])
