from typing import Annotated

import pydantic
from pydantic import Field

Code = Annotated[str, pydantic.StringConstraints(pattern=r"^(?!x)\w+$")]
Plain = Annotated[str, Field(pattern=r"^\w+$")]
