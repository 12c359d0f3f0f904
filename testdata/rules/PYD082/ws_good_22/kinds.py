from typing import Annotated

from pydantic import ConstrainedStr, StringConstraints

Sku = Annotated[str, StringConstraints(min_length=3)]


class Code(ConstrainedStr):
    min_length = 2
