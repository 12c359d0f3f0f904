from pydantic import BaseModel


class Base(BaseModel):
    id: int


class Quiet(Base):
    pass
