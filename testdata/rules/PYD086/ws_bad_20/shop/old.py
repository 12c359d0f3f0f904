from pydantic.v1 import BaseModel


class Base(BaseModel):
    id: int


class Order(Base):
    class Config:
        orm_mode = True
