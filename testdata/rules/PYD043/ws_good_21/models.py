from pydantic import BaseModel, ConfigDict, Field


class A(BaseModel):
    model_config = ConfigDict(validate_by_name=True)

    x: int = Field(alias="X")
