import kit
from pydantic import ValidationError

¦

kit.same(Point("1").x, 1)
kit.fails(ValidationError, "valid integer", Point, "a")
