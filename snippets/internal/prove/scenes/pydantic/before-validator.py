import kit
from pydantic import TypeAdapter
from pydantic import BaseModel, ValidationError


¦

kit.same([TypeAdapter(CommaList).validate_python(v) for v in ("a,b", ["c"])], [["a", "b"], ["c"]])
