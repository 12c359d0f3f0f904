import pydantic.utils
import pydantic.utils as pu
from pydantic import BaseModel, FieldValidationInfo, PyObject, color
from pydantic import utils as old_utils
from pydantic.class_validators import root_validator, validator
from pydantic.json import pydantic_encoder
from pydantic.payment import PaymentCardNumber
from pydantic.tools import parse_obj_as as parse
from pydantic.utils import deep_update, smart_deepcopy as clone, to_camel, to_lower_camel


class A(BaseModel):
    kind: PyObject
    shade: color.Color

    class Config:
        alias_generator = to_camel

    @validator("kind")
    def check(cls, v, info: FieldValidationInfo):
        return v


def use() -> None:
    from pydantic.utils import version_info

    deep_update({}, clone({}))
    pydantic.utils.version_info()
    pu.lenient_issubclass(int, int)
    old_utils.deep_update({}, {})
    to_lower_camel("a_b")
    version_info()
    parse(int, "1")
