from alembic import op
from sqlalchemy import Column, String

from shop.models import User


def upgrade() -> None:
    op.add_column(User.__tablename__, Column("nme", String))
    print(User.nme)
