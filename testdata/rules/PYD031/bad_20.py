from typing import Any, Dict

import pydantic


class Shift(pydantic.BaseModel):
    opens: float
    closes: float

    @pydantic.field_validator("closes", mode="before")
    def splat(cls, v, values: Dict[str, Any], **kwargs):
        return {**values}["opens"] + 1

    @pydantic.field_validator("closes")
    def free(v, values: dict):  # no class
        for key in values:
            print(key, f"{values['opens']}")
        return v

    @pydantic.field_validator("closes", mode="wrap")
    @classmethod
    def wrapped(cls, v, handler, info):
        if "opens" not in info and info.mode == "python":
            return handler(v)
        return v

    @pydantic.field_validator("closes")
    @classmethod
    def named(cls, v, *, values):
        return v or values.get("opens")
