from datetime import datetime

import pydantic
from pydantic import BaseModel, ConfigDict


class A(BaseModel):
    model_config = ConfigDict(json_encoders={})

    at: datetime


class B(BaseModel):
    at: datetime

    class Config:
        json_encoders = {}

    class Other:
        json_encoders = {datetime: str}


class C:
    at: datetime

    class Config:
        json_encoders = {datetime: str}


if pydantic.VERSION.startswith("1."):

    class D(BaseModel):
        class Config:
            json_encoders = {datetime: str}

else:

    class D(BaseModel):
        pass


json_encoders = {datetime: str}


def dump(json_encoders={datetime: str}):
    return json_encoders
