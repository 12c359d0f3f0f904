from pydantic import BaseModel, ConfigDict


class User(BaseModel):
    model_config = ConfigDict(cache_strings="keys", validate_by_name=True, regex_engine="python-re")


class Item(BaseModel, serialize_by_alias=True):
    name: str
