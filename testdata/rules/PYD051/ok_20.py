import random
import secrets
import uuid
from dataclasses import InitVar, dataclass, field
from datetime import datetime
from typing import Annotated, Final

from elsewhere import column, now
from pydantic import BaseModel, BeforeValidator, Field
from pydantic.dataclasses import dataclass as pydantic_dataclass


def factory(value):
    return Field(default_factory=lambda: value)


class M(BaseModel):
    a: datetime = now()
    b: str = column(uuid.uuid4())
    c: str = factory(uuid.uuid4())
    d: int = Field(default_factory=lambda: random.randint(1, 6))
    e: Final[datetime] = datetime.now()
    f: Annotated[int, BeforeValidator(lambda v: random.random())] = 1
    g: list[int] = [random.randint(1, 6) for _ in range(3)]
    h: int = secrets.DEFAULT_ENTROPY
    i: datetime = datetime.fromisoformat("2020-01-01")
    j: Annotated[uuid.UUID, Field(default=uuid.uuid4())] = uuid.UUID(int=0)
    model_config = {"title": str(uuid.uuid4())}

    def method(self) -> None:
        x: datetime = datetime.now()
        self.a: datetime = datetime.now()


class Plain:
    a: datetime = datetime.now()


@dataclass
class D:
    a: datetime = datetime.now()
    b: datetime = field(default=datetime.now())


@pydantic_dataclass
class P:
    a: InitVar[datetime] = datetime.now()
