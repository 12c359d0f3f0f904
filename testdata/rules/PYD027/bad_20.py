import pydantic


class A(pydantic.BaseModel):
    a: str
    b: str

    @pydantic.field_validator(("a", "b",), mode="before")
    @classmethod
    def one(cls, v):
        return v

    @pydantic.field_serializer([
        "a",
        "b",  # both
    ])
    def two(self, v):
        return v

    @pydantic.field_validator("a", pre=True, allow_reuse=True)
    @classmethod
    def three(cls, v):
        return v

    @pydantic.field_validator(
        "a",
        pre=False,
        each_item=False,
    )
    @classmethod
    def four(cls, v):
        return v

    @pydantic.model_validator()
    @classmethod
    def five(cls, data):
        return data

    @pydantic.model_validator(skip_on_failure=True)
    def six(self, info):
        return self

    @pydantic.model_validator(pre=True)
    def seven(cls, data):
        return data

    @pydantic.field_validator(
        ["a", "b"],
    )
    @classmethod
    def eight(cls, v):
        return v
