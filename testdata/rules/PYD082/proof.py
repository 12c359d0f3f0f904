"""The module is imported, and its models take and refuse values."""

from pydantic import TypeAdapter, ValidationError

raises = r"PydanticImportError: `pydantic[.\w]*:Constrained\w+` has been removed"
skip = {
    "bad_21": "left for a person",
    "good_22": "a pattern with flags is left for a person where pydantic may be older than 2.10",
    "ws_bad_20": "the other classes are left for a person",
    "ws_bad_22": "a class is left for a person",
}


def refused(model, **values):
    try:
        model(**values)
    except ValidationError as e:
        return sorted((error["loc"], error["type"]) for error in e.errors())
    return None


def bad_1(m):
    assert m.Post(slug="a-b").age == 1
    assert refused(m.Post, slug="B", age=-1) == [(("age",), "greater_than_equal"), (("slug",), "string_pattern_mismatch")]
    assert refused(m.Post, slug="") == [(("slug",), "string_too_short")]


def bad_20(m):
    product = m.Product(code="de", others=["fr", "It"], price="1.20", weight=0.5, day="2020-01-31", raw="x")
    assert (product.code, product.others, product.raw) == ("DE", ["FR", "IT"], b"x")
    wrong = refused(m.Product, code="d", others=[], price="1.234", weight=0.2, any={1, 2, 3}, raw="x" * 21)
    assert wrong == [
        (("any",), "too_long"),
        (("code",), "string_pattern_mismatch"),
        (("others",), "too_short"),
        (("price",), "decimal_max_places"),
        (("raw",), "bytes_too_long"),
        (("weight",), "greater_than_equal"),
    ], wrong
    assert TypeAdapter(m.Table).validate_python({"de": None}) == {"DE": None}
