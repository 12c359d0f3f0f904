import pydantic


class A(pydantic.BaseModel, frozen=True):
    x: int
