import pydantic


class Item(pydantic.BaseModel):
    a: str = pydantic.Field(examples=["foo"])
    b: str = pydantic.Field(json_schema_extra={"example": "foo"}, examples=["bar"])
    c: int = pydantic.Field(
        default=3,
        json_schema_extra={"unit": "EUR"},  # money
        ge=0,
    )
    d: int = pydantic.Field(json_schema_extra={"a": 1, "unit": "EUR"}, examples=[3])
    env: str = pydantic.Field(default="x", json_schema_extra={"env": "X"})
