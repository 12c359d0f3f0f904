import kit
from pydantic import BaseModel, ValidationError


¦

kit.same(str(DateRange(start="2024-01-01", end="2024-01-02").end), "2024-01-02")
kit.fails(ValidationError, "end must not be before start", DateRange, start="2024-01-02", end="2024-01-01")
