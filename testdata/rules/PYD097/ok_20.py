from pydantic import validate_call


class classmethod:
    def __init__(self, f):
        self.f = f


class A:
    @validate_call
    @classmethod
    def make(cls, x: int) -> int:
        return x
