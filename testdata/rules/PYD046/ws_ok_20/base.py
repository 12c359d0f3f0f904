from pydantic import BaseModel, ConfigDict, model_validator


class Schema(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class Converted(BaseModel):
    @model_validator(mode="before")
    @classmethod
    def convert(cls, data):
        return vars(data)


class Piece:
    pass


class Input(Piece, dict):
    pass
