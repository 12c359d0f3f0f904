from datetime import datetime

from django.utils import timezone
from pydantic import BaseModel, Field


class Event(BaseModel):
    seen: datetime = Field(default_factory=timezone.now)
