from datetime import datetime

from django.utils import timezone
from pydantic import BaseModel


class Event(BaseModel):
    seen: datetime = timezone.now()
