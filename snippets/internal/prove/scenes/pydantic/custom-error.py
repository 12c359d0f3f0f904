from typing import Annotated

import kit
from pydantic import AfterValidator, TypeAdapter, ValidationError


def check(value: int) -> int:
    if value % 2 == 0:
        return value
    ¦


try:
    TypeAdapter(Annotated[int, AfterValidator(check)]).validate_python(3)
except ValidationError as e:
    kit.same([(x["type"], x["msg"], x["ctx"]) for x in e.errors()], [("not_even", "3 is not even", {"number": 3})])
