import pydantic


class Range(pydantic.BaseModel):
    lo: int
    hi: int
    items: list[int] = []

    @pydantic.model_validator(mode="after")
    def check(self, info: pydantic.ValidationInfo):
        if self.lo > self.hi:
            raise ValueError(f"{type(self).__name__}: {self.lo}")
        print(self, self.items)
        return self

    @pydantic.model_validator(mode="after")
    def plain(
        self,  # the instance
    ) -> "Range":
        def inner(model):
            return model

        self.lo = inner(3)
        return self
