from typing import Union

import pydantic
from pydantic.tools import parse_obj_as as parse, schema_json_of, schema_of

NUMBERS = parse(type_=dict[str, int], obj={"a": "1"}, type_name="Numbers")
ONE = pydantic.parse_obj_as(int, "1")
SAME = pydantic.tools.parse_obj_as(obj="1", type_=int)
MIXED = parse(
    list[
        Union[
            int,
            str,
        ]
    ],
    ["1", 2],  # both
    "Mixed",
)[0]
LAST = parse(
    int, "1"
)
SCHEMA = schema_of(list[int], by_alias=False, ref_template="#/{model}")
PLAIN = schema_of(
    list[int],
    title=None,
)
TEXT = schema_json_of(list[int], indent=2)
KEYS = schema_json_of(
    list[int],
    by_alias=False,
    sort_keys=True,  # stable
    ref_template="#/{model}",
)
BACK = schema_json_of(indent=1, type_=int)


def load(text):
    def inner():
        return [n.bit_length() for n in parse(list[int], text.split())]

    return inner()
