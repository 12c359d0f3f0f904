import kit
from pydantic import BaseModel, ValidationError


¦

kit.same(Page[int](items=["1"], total=1).items, [1])
