from sqlmodel import Field, SQLModel
from pydantic import constr


class Hero(SQLModel, table=True):
    id: int = Field(primary_key=True)
    name: constr(max_length=3)
