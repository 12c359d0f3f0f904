# each of these keeps its finding and has no fix
from pydantic import BaseModel, ConfigDict
from pydantic.dataclasses import dataclass


class Both(BaseModel):
    model_config = ConfigDict(extra="forbid")

    class Config:
        extra = "forbid"


class Removed(BaseModel):
    class Config:
        fields = {"x": "y"}


class Method(BaseModel):
    class Config:
        @staticmethod
        def schema_extra(schema, model):
            schema.clear()


class Names(BaseModel):
    title: str

    class Config:
        prefix = "a"
        env_prefix = prefix + "b"


class Shadow(BaseModel):
    width = 3

    class Config:
        str_max_length = width


class Unmerged(BaseModel):
    class Config(dict):
        title = "x"


class Twice(BaseModel):
    class Config:
        orm_mode = True
        from_attributes = True


class Switch(BaseModel):
    class Config:
        allow_mutation = bool(0)


class Comment(BaseModel):
    class Config:
        # nothing yet
        pass


class Loop(BaseModel):
    class Config:
        for x in range(3):
            title = "x"


class Bound(BaseModel):
    class Config:
        alias_generator = classmethod(str)


@dataclass
class Data:
    x: int

    class Config:
        frozen = True


class Read(BaseModel):
    class Config:
        title = "x"


print(Read.Config.title)
