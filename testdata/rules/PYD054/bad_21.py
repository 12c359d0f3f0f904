from pydantic import BaseModel, Field

FLAG = True


class A(BaseModel):
    a: list[int] = Field(unique_items=True)
    b: str = Field(regex="a", pattern="b")
    c: int = Field(1, allow_mutation=FLAG)
    d: float = Field(1.5, const=True)
    e: int = Field(const=True)
