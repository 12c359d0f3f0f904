import functools

from pydantic import BaseModel, field_validator


def logged(function):
    @functools.wraps(function)
    def run(*args):
        return function(*args)

    return run


class A(BaseModel):
    x: int

    # A class method inside is nothing that "logged" could call.
    @field_validator("x")
    @logged
    def check(cls, v: int) -> int:
        return v
