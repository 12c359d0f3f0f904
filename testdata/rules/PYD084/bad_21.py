from pydantic import validate_arguments


class Config:
    arbitrary_types_allowed = True


@validate_arguments(config=Config)
def a(x: int) -> int:
    return x


@validate_arguments
def b(x: int) -> int:
    return x


@validate_arguments(config={"fields": {}})
def c(x: int) -> int:
    return x


print(b.raw_function(1))
