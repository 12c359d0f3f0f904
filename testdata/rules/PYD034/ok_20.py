from typing import Any

from pydantic import BaseModel, ConfigDict, model_validator
from somewhere import CONFIG, to_dict


class Schema(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class A(Schema):
    x: int

    @model_validator(mode="before")
    @classmethod
    def tried(cls, data: Any) -> Any:
        try:
            data["x"] = 1
        except TypeError:
            pass
        return data

    @model_validator(mode="before")
    @classmethod
    def matched(cls, data: Any) -> Any:
        match data:
            case dict():
                return {**data}
        return data

    @model_validator(mode="before")
    @classmethod
    def asked(cls, data: Any) -> Any:
        if hasattr(data, "x"):
            return data
        return {"x": data["x"]}

    @model_validator(mode="before")
    @classmethod
    def converted(cls, data: Any) -> Any:
        data = to_dict(data)
        data["x"] = 1
        return data

    @model_validator(mode="before")
    @classmethod
    def attribute(cls, data: Any) -> Any:
        return data.items

    @model_validator(mode="wrap")
    @classmethod
    def wrapped(cls, data: Any, handler) -> Any:
        return handler(data["x"])


class Variable(Schema):
    model_config = CONFIG
    x: int

    @model_validator(mode="before")
    @classmethod
    def one(cls, data: Any) -> Any:
        return data["x"]


class Spread(Schema):
    model_config = ConfigDict(**CONFIG)
    x: int

    @model_validator(mode="before")
    @classmethod
    def one(cls, data: Any) -> Any:
        return data["x"]


class Keyword(Schema, from_attributes=False):
    x: int

    @model_validator(mode="before")
    @classmethod
    def one(cls, data: Any) -> Any:
        return data["x"]
