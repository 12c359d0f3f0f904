import pydantic.utils
import pydantic.v1.utils
import pydantic.version
from pydantic import BaseModel, ImportString, ValidationInfo, color, parse_obj_as as parse, root_validator, validator
from pydantic.alias_generators import to_camel, to_pascal
from pydantic.json import pydantic_encoder
from pydantic.payment import PaymentCardNumber
from pydantic.v1.utils import deep_update, smart_deepcopy as clone


class A(BaseModel):
    kind: ImportString
    shade: color.Color

    class Config:
        alias_generator = to_pascal

    @validator("kind")
    def check(cls, v, info: ValidationInfo):
        return v


def use() -> None:
    from pydantic.version import version_info

    deep_update({}, clone({}))
    pydantic.version.version_info()
    pydantic.v1.utils.lenient_issubclass(int, int)
    pydantic.v1.utils.deep_update({}, {})
    to_camel("a_b")
    version_info()
    parse(int, "1")
