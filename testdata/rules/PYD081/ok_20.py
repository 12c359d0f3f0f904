# no annotations, other functions, code for several versions
from typing import Annotated, Literal, get_type_hints

import pydantic
from pydantic import BaseModel, RootModel, TypeAdapter, conint, conlist, constr, create_model

from elsewhere import conset, register

ARGS = (1,)
limits = {"gt": 0}
types = {"a": conint(gt=0)}
listed = [constr(max_length=1)]
adapter = TypeAdapter(conlist(int, max_length=1))
Model = create_model("Model", a=(conint(gt=0), 1))
x, y = conint(gt=0), 1
register.kind = constr(max_length=1)
types["b"] = conint(gt=0)
value: int = conint(gt=0)
other = register[conint(gt=0)]


class Root(RootModel[conint(gt=0)]):
    pass


class A(BaseModel):
    a: conset(int)
    b: conint(**limits)
    c: constr(*ARGS)
    d: Annotated[int, conint(gt=0)]
    e: "conint(gt=0)"
    f: int = conint(gt=0)
    g: conint(5)


def f(a=conint(gt=0)) -> conint(gt=0):
    local = conint(gt=0)
    return local, isinstance(a, type(conint(gt=0))), get_type_hints(f)


def g(conint):
    class Own(BaseModel):
        a: conint(gt=0)

    return Own


if pydantic.VERSION.startswith("1."):
    Old = constr(regex="a")
else:
    Old = constr(pattern="a")


try:
    New = constr(pattern="a")
except TypeError:
    New = constr(regex="a")
