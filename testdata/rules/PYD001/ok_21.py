from pydantic import BaseModel, Field


class M(BaseModel):
    a: int = Field(1)
