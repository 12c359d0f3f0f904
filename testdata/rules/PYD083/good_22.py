from dataclasses import InitVar

from pydantic.dataclasses import dataclass


@dataclass(frozen=False)
class Box:
    w: int
    scale: InitVar[int] = 1
    area: int = 0

    def __post_init__(self, scale: int) -> None:
        self.area = self.w * scale


@dataclass
class Small(Box):
    pass
