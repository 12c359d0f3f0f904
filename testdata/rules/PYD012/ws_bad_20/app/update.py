import re

import pydantic


class Update(pydantic.BaseModel):
    mail: str

    @pydantic.field_validator("mail")
    def normalise(cls, value):
        return re.sub(r"\s", "", value.lower())  # as in a new one


class Patch(pydantic.BaseModel):
    mail: "str" = ""

    @pydantic.field_validator("mail")
    def normalise(cls, value):
        return re.sub(r"\s", "", value.lower())
