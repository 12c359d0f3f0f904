import pydantic
from pydantic import validate_call


@validate_call(config={"str_strip_whitespace": True})
def strip(text: str) -> str:
    return text


@pydantic.validate_call(config=dict(arbitrary_types_allowed=True))  # for the lock
def held(lock: object) -> object:
    return lock


def _double(n: int) -> int:
    return 2 * n


double = pydantic.validate_call(_double)
