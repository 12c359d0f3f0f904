import kit
from pydantic import TypeAdapter
from pydantic import BaseModel, ValidationError


¦

kit.same(TypeAdapter(Percentage).validate_python(100), 100)
kit.fails(ValidationError, "less than or equal to 100", TypeAdapter(Percentage).validate_python, 101)
