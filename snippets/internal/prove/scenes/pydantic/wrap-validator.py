import kit
from pydantic import TypeAdapter
from pydantic import BaseModel, ValidationError


¦

kit.same([TypeAdapter(LaxInt).validate_python(v) for v in ("1", "x")], [1, None])
