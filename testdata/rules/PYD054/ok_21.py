from pydantic import BaseModel, Field


class A(BaseModel):
    a: str = Field(regex="a")
