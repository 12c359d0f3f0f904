from pydantic import BaseModel, ConfigDict


class A(BaseModel):
    model_config = ConfigDict(validate_by_name=True, frozen=True)
