from pydantic import BaseModel, ConfigDict, TypeAdapter, create_model


class A(BaseModel):
    model_config = {
        'allow_mutation': False,  # a value
        "smart_union": True,
        "json_loads": len,
        "allow_population_by_field_name": True,
    }


class B(BaseModel, orm_mode=True):
    x: int


class C(BaseModel):
    model_config = ConfigDict(from_attributes=True, orm_mode=True)


D = create_model("D", __config__={"anystr_lower": True}, x=(str, ...))
adapter = TypeAdapter(list[str], config=ConfigDict(max_anystr_length=3))
