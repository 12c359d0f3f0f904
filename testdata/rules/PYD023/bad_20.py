import pydantic


class Range(pydantic.BaseModel):
    lo: int
    hi: int
    items: list[int] = []

    @pydantic.model_validator(mode="after")
    def check(cls, values, info: pydantic.ValidationInfo):
        if values["lo"] > values.get("hi"):
            raise ValueError(f"{cls.__name__}: {values.lo}")
        print(values, values.items)
        return values

    @pydantic.model_validator(mode="after")
    @classmethod
    def plain(
        cls,
        model: "Range",  # the instance
    ) -> "Range":
        def inner(model):
            return model

        model.lo = inner(3)
        return model
