from pydantic import BaseModel, ConfigDict, TypeAdapter


class Base(BaseModel):
    model_config = ConfigDict(validate_by_name=False)


class A(Base):
    model_config = {"validate_by_alias": False}


class B(BaseModel, validate_by_alias=False, validate_by_name=False):
    x: int


C = TypeAdapter(dict[str, int], config=ConfigDict(validate_by_alias=False, validate_by_name=False))
Base.model_validate({}, by_alias=False, by_name=False)
