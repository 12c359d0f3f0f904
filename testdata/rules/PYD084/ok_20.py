try:
    from pydantic import validate_call
except ImportError:
    from pydantic import validate_arguments as validate_call


def validate_arguments(f):
    return f


@validate_arguments
def a(x: int) -> int:
    return x


@validate_call
def b(x: int) -> int:
    return x
