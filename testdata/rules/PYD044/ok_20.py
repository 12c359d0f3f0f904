from pydantic import BaseModel, ConfigDict

from somewhere import Base


class A(Base, BaseModel):
    model_config = ConfigDict(validate_by_name=False)


class B(BaseModel):
    model_config = ConfigDict(validate_by_name=False)


class C(B):
    model_config = ConfigDict(validate_by_alias=False, validate_by_name=True)


A.model_validate({}, by_alias=False, by_name=True)
