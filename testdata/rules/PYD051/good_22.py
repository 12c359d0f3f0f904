import uuid

import sqlmodel


class Hero(sqlmodel.SQLModel):
    id: uuid.UUID = sqlmodel.Field(default_factory=uuid.uuid4)
    key: uuid.UUID = sqlmodel.Field(default_factory=uuid.uuid4, index=True)
