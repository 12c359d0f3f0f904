from pydantic import BaseModel, ConfigDict


class A(BaseModel):
    model_config = ConfigDict(
        frozen=True,
    )

    model_name: str
    model_extra: int
