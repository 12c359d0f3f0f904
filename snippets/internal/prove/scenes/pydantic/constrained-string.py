import kit
from pydantic import TypeAdapter
from pydantic import BaseModel, ValidationError


¦

kit.same(TypeAdapter(Slug).validate_python("a-1"), "a-1")
kit.fails(ValidationError, "should match pattern", TypeAdapter(Slug).validate_python, "A")
