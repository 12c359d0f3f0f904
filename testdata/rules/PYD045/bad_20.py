import pydantic
from pydantic import BaseModel, Extra as PydanticExtra


class A(BaseModel, extra=PydanticExtra.allow):
    pass


mode = pydantic.Extra.ignore.value
name = pydantic.Extra.ignore.name
strict = mode is pydantic.Extra.forbid
print(f"{pydantic.Extra.allow}")
