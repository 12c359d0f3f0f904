from pydantic import BaseModel, ConfigDict
from pydantic.v1 import BaseModel as OldModel

settings = {"orm_mode": True}


class Old(OldModel):
    class Config:
        orm_mode = True


class A(BaseModel):
    model_config = ConfigDict(json_encoders={int: str})
    schema_extra: dict[str, bool] = {"orm_mode": True}


def orm_mode(schema_extra: bool) -> ConfigDict:
    return ConfigDict(**settings)
