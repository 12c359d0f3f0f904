from functools import wraps

from pydantic import validate_call


def traced(f):
    @wraps(f)
    def inner(*args, **kwargs):
        return f(*args, **kwargs)

    return inner


class A:
    # checked
    @validate_call
    @traced
    # bound
    @classmethod  # of A
    def make(cls, x: int) -> int:
        return x

    @validate_call(validate_return=True)
    @property
    def size(self) -> int:
        return 1
