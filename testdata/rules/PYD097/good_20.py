from functools import wraps

from pydantic import validate_call


def traced(f):
    @wraps(f)
    def inner(*args, **kwargs):
        return f(*args, **kwargs)

    return inner


class A:
    # checked
    @classmethod  # of A
    @validate_call
    @traced
    # bound
    def make(cls, x: int) -> int:
        return x

    @property
    @validate_call(validate_return=True)
    def size(self) -> int:
        return 1
