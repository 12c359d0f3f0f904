import kit
from pydantic import TypeAdapter, ValidationError

¦

kit.same(TypeAdapter(Flag).validate_python("yes"), True)
kit.fails(ValidationError, "yes or no expected", TypeAdapter(Flag).validate_python, "maybe")
