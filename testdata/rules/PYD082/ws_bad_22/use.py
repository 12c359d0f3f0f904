from kinds import Sku
from pydantic import BaseModel, field_validator


class Item(BaseModel):
    sku: Sku

    @field_validator("sku", mode="before")
    @classmethod
    def upper(cls, v):
        return v.upper() if isinstance(v, (str, bytes)) else v
