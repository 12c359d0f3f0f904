import kit
from pydantic import BaseModel, ValidationError


¦

kit.same(INT_LIST.validate_python(["1", 2]), [1, 2])
