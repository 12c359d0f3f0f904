from pydantic import BaseModel


class A(BaseModel):
    size: int = 3
