import json
from typing import Union

import pydantic

NUMBERS = pydantic.TypeAdapter(dict[str, int]).validate_python({"a": "1"})
ONE = pydantic.TypeAdapter(int).validate_python("1")
SAME = pydantic.TypeAdapter(int).validate_python("1")
MIXED = pydantic.TypeAdapter(list[
    Union[
        int,
        str,
    ]
]).validate_python(
    ["1", 2],  # both
)[0]
LAST = pydantic.TypeAdapter(int).validate_python(
    "1"
)
SCHEMA = pydantic.TypeAdapter(list[int]).json_schema(by_alias=False, ref_template="#/{model}")
PLAIN = pydantic.TypeAdapter(list[int]).json_schema()
TEXT = json.dumps(pydantic.TypeAdapter(list[int]).json_schema(), indent=2)
KEYS = json.dumps(
    pydantic.TypeAdapter(list[int]).json_schema(by_alias=False, ref_template="#/{model}"),
    sort_keys=True,  # stable
)
BACK = json.dumps(indent=1, obj=pydantic.TypeAdapter(int).json_schema())


def load(text):
    def inner():
        return [n.bit_length() for n in pydantic.TypeAdapter(list[int]).validate_python(text.split())]

    return inner()
