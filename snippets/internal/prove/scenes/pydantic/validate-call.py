import kit
from pydantic import BaseModel, ValidationError


¦

kit.same(area("2", 3), 6)
kit.fails(ValidationError, "valid integer", area, "x", 3)
