from pydantic import BaseModel, ConfigDict


class Base(BaseModel):
    model_config = ConfigDict(extra="forbid")


class A(Base, frozen=True):
    model_config = {"extra": "allow"}


class B(Base):
    model_config = ConfigDict(frozen=False)


class C(A, B):
    """Both."""


class D(A, B):
    model_config = ConfigDict(
        frozen=False,
    )
