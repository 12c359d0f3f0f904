from typing import Any

from bson import ObjectId
from pydantic import BaseModel, Field, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema


class PyObjectId(ObjectId):
    """An id."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source_type: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        # the value comes as it is
        return core_schema.no_info_plain_validator_function(cls.check)

    @classmethod
    def check(cls, v) -> "PyObjectId":
        if not ObjectId.is_valid(v):
            raise ValueError("no id")
        return cls(v)


class Upper(str):
    @classmethod
    def __get_pydantic_core_schema__(klass, source_type: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Validators."""
        return core_schema.no_info_plain_validator_function(klass.validate)  # the only one

    @classmethod
    def validate(cls, value: str, /) -> "Upper":
        return cls(value.upper())


class A(BaseModel):
    id: PyObjectId = Field(alias="_id")
    name: Upper
