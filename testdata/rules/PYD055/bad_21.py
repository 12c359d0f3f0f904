from pydantic import BaseModel, Field


def extra(schema):
    schema["x"] = 1


class Item(BaseModel):
    a: int = Field(default=1, exclude_if=bool)
    b: int = Field(default=1, json_schema_extra=extra, unit="EUR")
    c: int = Field(default=1, json_schema_extra={"unit": "$"}, unit="EUR")
