from pydantic import BaseModel


class A(BaseModel):
    class Config:
        extra = "forbid"  # no more
        title = """a
  b"""

    x: int