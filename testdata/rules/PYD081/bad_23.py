# nothing takes the place of these
from datetime import datetime as date

from pydantic import BaseModel, condate, conbytes, condecimal, conint, conlist, conset, constr


class A(BaseModel):
    a: conlist(str, unique_items=True)
    b: constr(curtail_length=3)
    c: constr(regex="a", pattern="b")
    d: conint(minimum=3)
    e: condate(gt=date(2020, 1, 1))
    f: conlist((int, str), min_length=1)
    g: conset(
        # of numbers
        int
    )
    h: conlist(str, unique_items=None)


class B(BaseModel):
    Decimal: condecimal(gt=0)
    bytes: conbytes(min_length=1)
