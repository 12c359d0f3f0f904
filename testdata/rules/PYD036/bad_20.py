from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, field_validator, model_validator


def known(v: str) -> str:
    assert v in ("a", "b"), f"{v} is not known"  # the two
    return v


class A(BaseModel):
    a: Annotated[str, AfterValidator(known)] = "a"
    b: str = "b"
    n: int = 1

    @field_validator("a", "b")
    @classmethod
    def check(cls, v: str) -> str:
        assert v
        assert not v.isdigit(), "digits"
        assert v == v.strip() or v.isupper(), "spaces"
        assert v.isascii() and (
            v != "c"
        )
        assert v is not None
        assert (v != "d"), ("no "
                            "d")
        if v == "e":
            assert False, "e"
        return v

    @model_validator(mode="after")
    def whole(self) -> Self:
        assert 0 < self.n < 10, "n"
        assert self.a not in self.b or self.n, "a in b"
        assert [self.n], "list"
        return self
