from pydantic import BaseModel


class A(BaseModel):
    a: str | None = None
