from typing import TypedDict

from pydantic import ConfigDict


class A(TypedDict):
    __pydantic_config__ = ConfigDict(strict=True)
