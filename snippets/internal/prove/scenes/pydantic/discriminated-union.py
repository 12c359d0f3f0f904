import kit
from pydantic import TypeAdapter
from pydantic import BaseModel, ValidationError


¦

kit.same(type(TypeAdapter(Pet).validate_python({"kind": "dog"})).__name__, "Dog")
kit.fails(ValidationError, "does not match any of the expected tags", TypeAdapter(Pet).validate_python, {"kind": "cow"})
