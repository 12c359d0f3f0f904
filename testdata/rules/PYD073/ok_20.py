from typing import Any, Union

from pydantic import VERSION, BaseModel

PYDANTIC_V2 = VERSION.startswith("2.")


class A(BaseModel):
    x: int

    def dump(self) -> Any:
        if PYDANTIC_V2:
            return self.model_dump()
        return self.dict()


class Dynamic(BaseModel):
    def __getattr__(self, name: str) -> Any:
        return name


class Unknown(missing.Base, BaseModel):
    x: int


class Sub(A):
    def dict(self, **kw: Any) -> Any:
        return {}


class Sub2(Sub):
    def dict(self, **kw: Any) -> Any:
        return super().dict(**kw)


class Static(BaseModel):
    @staticmethod
    def make(cls):
        return cls.parse_obj({})


def both(a: A) -> Any:
    return a.model_dump() if hasattr(a, "model_dump") else a.dict()


def asked(a: A) -> Any:
    if is_v2_model(a):
        return a.model_dump_json()
    else:
        return a.json()


def tried(a: A) -> Any:
    try:
        return a.model_dump()
    except AttributeError:
        return a.dict()


def excluded(a: A, b: Union[A, int]) -> Any:
    if isinstance(a, Dynamic):
        a.dict()
    if not isinstance(a, A):
        a.dict()
    b.dict()
    match a:
        case {}:
            a.copy()


def others(a: A, dynamic: Dynamic, unknown: Unknown, sub: Sub) -> Any:
    a.dict = None
    dynamic.dict()
    unknown.dict()
    sub.dict()
    a = {}
    a.copy()
    return A.dict, A.json
