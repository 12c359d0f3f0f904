from pydantic import BaseModel, ConfigDict
from sqlmodel import SQLModel
from vendor import Document


class A(SQLModel):
    model_config = ConfigDict(from_atributes=True)


class B(Document):
    model_config = {"form_attributes": True}


class C(BaseModel, Document):
    model_config = ConfigDict(form_attributes=True, env_prefix="X_")


class D(BaseModel):
    model_config = ConfigDict(orm_mode=True, anystr_lower=True)
