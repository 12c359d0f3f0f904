from pydantic_settings import BaseSettings

key = "frozen"


class A(BaseSettings):
    model_config = {"env_prefix": "A_", **{"frozen": True}}


class B(BaseSettings):
    model_config = {"env_prefix": "B_", key: True}


class C(BaseSettings):
    model_config = {"env_file": ".env"}
