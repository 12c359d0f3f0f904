import pydantic
from pydantic import BaseModel


class A(BaseModel, extra="allow"):
    pass


mode = "ignore"
name = pydantic.Extra.ignore.name
strict = mode is pydantic.Extra.forbid
print(f"{pydantic.Extra.allow}")
