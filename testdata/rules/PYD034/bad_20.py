from pydantic import BaseModel, ConfigDict, model_validator


class Schema(BaseModel):
    class Config:
        from_attributes = True


class A(BaseModel, from_attributes=True):
    x: int

    @model_validator(mode="before")
    @classmethod
    def copied(cls, data):
        # a copy
        data = dict(data)
        data["x"] = 1
        return data


class B(Schema):
    model_config = dict(extra="ignore")
    x: int

    @model_validator(mode="before")
    def splat(cls, values, info):
        """Adds x."""
        return {**values, "x": 1}

    @model_validator(mode="before")
    @staticmethod
    def removed(raw):
        del raw["x"]
        return raw
