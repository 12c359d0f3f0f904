import pydantic
from pydantic_settings import BaseSettings


class B(pydantic.BaseModel):
    model_config = {"frozen": True}
    model_validated: bool = False


class C(BaseSettings):
    model_dumps: int = 0
