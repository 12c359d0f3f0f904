from pydantic import BaseModel, ConfigDict


class A(BaseModel):
    model_config = ConfigDict(populate_by_name=True)
