from typing import Annotated

from pydantic import Field

type Page = Annotated[int, Field(default=1, ge=1)]
type Size = Annotated[int, Field(default=1, ge=1)]
