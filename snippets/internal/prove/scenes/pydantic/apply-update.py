import types

import kit
from pydantic import BaseModel


class Update(BaseModel):
    name: str | None = None
    age: int | None = None


def f(data, instance):
    ¦
    return vars(instance)


kit.same(f(Update(age=3), types.SimpleNamespace(name="a", age=1)), {"name": "a", "age": 3})
