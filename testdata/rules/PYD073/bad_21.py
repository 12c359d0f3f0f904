from pydantic import BaseModel


class A(BaseModel):
    x: int

    def dict(self, **kw):
        return super().dict(**kw)


class B(A):
    def dict(self, **kw):
        return super().dict(**kw)
