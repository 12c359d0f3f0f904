from pydantic import BaseModel, field_validator
from pydantic_core import PydanticUndefined

options = {"mode": "before"}


class A(BaseModel):
    x: int
    y: int

    @field_validator("x", json_schema_input_type=PydanticUndefined)
    @classmethod
    def check(cls, v: int) -> int:
        return v

    @field_validator("y", json_schema_input_type=int | str, **options)
    @classmethod
    def check_y(cls, v: object) -> object:
        return v
