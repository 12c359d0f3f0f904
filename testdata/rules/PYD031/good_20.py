import pydantic


class Shift(pydantic.BaseModel):
    opens: float
    closes: float

    @pydantic.field_validator("closes", mode="before")
    def splat(cls, v, info: pydantic.ValidationInfo):
        return {**info.data}["opens"] + 1

    @pydantic.field_validator("closes")
    def free(v, info: pydantic.ValidationInfo):  # no class
        for key in info.data:
            print(key, f"{info.data['opens']}")
        return v

    @pydantic.field_validator("closes", mode="wrap")
    @classmethod
    def wrapped(cls, v, handler, info: pydantic.ValidationInfo):
        if "opens" not in info.data and info.mode == "python":
            return handler(v)
        return v

    @pydantic.field_validator("closes")
    @classmethod
    def named(cls, v, info: pydantic.ValidationInfo):
        return v or info.data.get("opens")
