from pydantic import BaseModel


class A(BaseModel):
    size = 3
