import pydantic
from pydantic import validate_arguments as checked


@checked(config={"anystr_strip_whitespace": True})
def strip(text: str) -> str:
    return text


@pydantic.validate_arguments(config=dict(arbitrary_types_allowed=True))  # for the lock
def held(lock: object) -> object:
    return lock


def _double(n: int) -> int:
    return 2 * n


double = pydantic.validate_arguments(_double)
