from pydantic import BaseModel, model_validator


class Stock(BaseModel):
    count: int

    @model_validator(mode="after")
    @classmethod
    def not_negative(self):
        if self.count < 0:
            raise ValueError("less than nothing")
        return self
