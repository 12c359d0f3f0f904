import kit
from pydantic import BaseModel, ValidationError


¦

kit.same(Item(name="a").model_dump(), {"name": "a"})
