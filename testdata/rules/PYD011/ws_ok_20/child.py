import models


class Child(models.Base):
    low: float
