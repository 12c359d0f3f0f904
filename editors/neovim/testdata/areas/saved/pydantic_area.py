from typing import Annotated

import kit
from pydantic import AfterValidator, TypeAdapter
from pydantic import BaseModel, ValidationError


def no_spaces(value: str) -> str:
    if " " in value:
        raise ValueError("must not contain spaces")
    return value


Username = Annotated[str, AfterValidator(no_spaces)]

kit.same(TypeAdapter(Username).validate_python("ann"), "ann")
kit.fails(ValidationError, "must not contain spaces", TypeAdapter(Username).validate_python, "a n")
