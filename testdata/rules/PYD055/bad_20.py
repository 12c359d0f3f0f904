import pydantic


class Item(pydantic.BaseModel):
    a: str = pydantic.Field(example="foo")
    b: str = pydantic.Field(example="foo", examples=["bar"])
    c: int = pydantic.Field(
        default=3,
        unit="EUR",  # money
        ge=0,
    )
    d: int = pydantic.Field(json_schema_extra={"a": 1}, unit="EUR", example=3)
    env: str = pydantic.Field(default="x", env="X")
