import kit
from pydantic import BaseModel, ValidationError


¦


class User(BaseSchema):
    name: str


class Row:
    name = " Ann "


kit.same(User.model_validate(Row()).name, "Ann")
kit.fails(ValidationError, "Extra inputs are not permitted", User, name="a", x=1)
