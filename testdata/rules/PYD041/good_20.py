from pydantic import BaseModel, ConfigDict, TypeAdapter, create_model


class A(BaseModel):
    model_config = {
        'frozen': True,  # a value
        "json_loads": len,
        "validate_by_name": True,
    }


class B(BaseModel, from_attributes=True):
    x: int


class C(BaseModel):
    model_config = ConfigDict(from_attributes=True)


D = create_model("D", __config__={"str_to_lower": True}, x=(str, ...))
adapter = TypeAdapter(list[str], config=ConfigDict(str_max_length=3))
