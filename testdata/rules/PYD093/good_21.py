from functools import cached_property

import pydantic


class A(pydantic.BaseModel):
    x: int

    @pydantic.computed_field(alias="isBig")
    @cached_property
    def big(self) -> bool:
        if self.x > 100:
            return True
        else:
            return self.x in (1, 2)
