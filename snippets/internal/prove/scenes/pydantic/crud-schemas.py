import kit
from pydantic import BaseModel, ValidationError


¦


class Row:
    id = 1
    name = "a"


kit.same((ItemRead.model_validate(Row()).model_dump(), ItemUpdate().model_dump(exclude_unset=True)), ({"name": "a", "id": 1}, {}))
