from pydantic import BaseModel, ConfigDict, TypeAdapter


class Named(BaseModel):
    model_config = ConfigDict(populate_by_name=True)


class Off(Named):
    model_config = ConfigDict(populate_by_name=False)


class Both(BaseModel):
    model_config = ConfigDict(populate_by_name=True, validate_by_name=True)


class Alone(BaseModel):
    model_config = ConfigDict(populate_by_name=False)


adapter = TypeAdapter(dict[str, int], config={"populate_by_name": True})
