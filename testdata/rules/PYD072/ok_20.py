import pydantic.v1
from pydantic import VERSION

if VERSION.startswith("2"):
    from pydantic_settings import BaseSettings
else:
    from pydantic import BaseSettings


class A(BaseSettings, pydantic.v1.BaseSettings):
    BaseSettings = 1


def f(pydantic: A) -> object:
    return pydantic.BaseSettings
