import uuid

import sqlmodel


class Hero(sqlmodel.SQLModel):
    id: uuid.UUID = uuid.uuid4()
    key: uuid.UUID = sqlmodel.Field(default=uuid.uuid4(), index=True)
