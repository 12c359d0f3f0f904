import pydantic
from pydantic_settings import BaseSettings


class A(pydantic.BaseModel):
    """Has a docstring."""

    model_dump: str
    model_fields: int = 1
    model_config: str


class B(pydantic.BaseModel):
    model_config = {"frozen": True}
    model_validated: bool = False


class C(BaseSettings):
    model_dumps: int = 0
