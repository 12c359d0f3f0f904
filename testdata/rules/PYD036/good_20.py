from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, field_validator, model_validator


def known(v: str) -> str:
    if v not in ("a", "b"):
        raise ValueError(f"{v} is not known")  # the two
    return v


class A(BaseModel):
    a: Annotated[str, AfterValidator(known)] = "a"
    b: str = "b"
    n: int = 1

    @field_validator("a", "b")
    @classmethod
    def check(cls, v: str) -> str:
        if not v:
            raise ValueError
        if v.isdigit():
            raise ValueError("digits")
        if not (v == v.strip() or v.isupper()):
            raise ValueError("spaces")
        if not (v.isascii() and (
            v != "c"
        )):
            raise ValueError
        if v is None:
            raise ValueError
        if v == "d":
            raise ValueError("no "
                            "d")
        if v == "e":
            raise ValueError("e")
        return v

    @model_validator(mode="after")
    def whole(self) -> Self:
        if not 0 < self.n < 10:
            raise ValueError("n")
        if not (self.a not in self.b or self.n):
            raise ValueError("a in b")
        if not ([self.n]):
            raise ValueError("list")
        return self
