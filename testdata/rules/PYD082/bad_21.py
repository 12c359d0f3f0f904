from datetime import date
from typing import Type

import pydantic
from pydantic import BaseModel, ConstrainedInt, ConstrainedList, ConstrainedStr


class Called(ConstrainedStr):
    max_length = 3


class Base(ConstrainedStr):
    max_length = 3


class Derived(Base):
    min_length = 1


class Asked(ConstrainedInt):
    ge = 0


class Looked(ConstrainedInt):
    ge = 0


class Curtailed(ConstrainedStr):
    curtail_length = 3


class Unique(ConstrainedList):
    item_type = int
    unique_items = True


class Method(ConstrainedStr):
    min_length = 1

    def upper_first(self):
        return self[:1].upper() + self[1:]


class Commented(ConstrainedStr):
    # at least one
    min_length = 1


class Itself(ConstrainedInt):
    ge = 1
    le = ge * 2


class Argument(ConstrainedStr):
    min_length = 1


class Sub(ConstrainedStr):
    min_length = 1


class Passed(ConstrainedStr, metaclass=type):
    min_length = 1


class Pair(ConstrainedStr):
    min_length, max_length = 1, 2


class Day(pydantic.ConstrainedDate):
    ge = date(2020, 1, 1)


def date(x):
    return x


class A(BaseModel):
    class Inner(ConstrainedStr):
        min_length = 1

    inner: Inner
    called: Called = Called("a")
    kind: Type[Sub]

    def f(self, x):
        print(Argument)
        return isinstance(x, Asked) and x < Looked.ge
