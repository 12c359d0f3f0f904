from typing import ClassVar
from uuid import UUID, uuid4

from elsewhere import Base as Other
from pydantic import BaseModel


class Base(BaseModel):
    _type_id: ClassVar[UUID | None] = None


class Sub(Base):
    _type_id = uuid4()


class Open(Other, BaseModel):
    _type_id = uuid4()
