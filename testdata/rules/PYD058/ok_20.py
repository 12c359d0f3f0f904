from typing import ClassVar

from elsewhere import Mixin
from pydantic import BaseModel, ConfigDict
from pydantic.dataclasses import dataclass


class Base(BaseModel, protected_namespaces=()):
    schema_: str


class A(Base):
    model_dump_path: str
    copy: ClassVar[int] = 3
    _schema: int = 3

    def json(self) -> str:
        return ""

    model_config: ClassVar[ConfigDict] = ConfigDict(frozen=True)


class Named(BaseModel):
    def schema(self) -> str:
        return ""


class B(Named):
    schema: str


class C(Mixin, BaseModel):
    schema: str


@dataclass
class D:
    schema: str


class E:
    model_dump: str
