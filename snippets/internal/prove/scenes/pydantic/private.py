import kit
from pydantic import BaseModel, ValidationError



class A(BaseModel):
    ¦


a, b = A(), A()
a._cache["x"] = 1
kit.same((a._cache, b._cache, a.model_dump()), ({"x": 1}, {}, {}))
