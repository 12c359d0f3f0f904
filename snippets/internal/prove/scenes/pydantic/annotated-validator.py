import kit
from pydantic import TypeAdapter
from pydantic import BaseModel, ValidationError


¦

kit.same(TypeAdapter(Username).validate_python("ann"), "ann")
kit.fails(ValidationError, "must not contain spaces", TypeAdapter(Username).validate_python, "a n")
