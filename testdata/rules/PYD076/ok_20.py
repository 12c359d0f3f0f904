from functools import partial

import pydantic
from pydantic import TypeAdapter, parse_obj_as as parse

try:
    from pydantic import parse_obj_as
except ImportError:

    def parse_obj_as(type_, obj):
        return TypeAdapter(type_).validate_python(obj)


numbers = map(partial(parse, int), ["1", "2"])
one = parse_obj_as(int, "1")


def load(text):
    if pydantic.VERSION.startswith("1."):
        return parse(int, text)
    return TypeAdapter(int).validate_python(text)
