from sqlalchemy.orm import DeclarativeMeta


class Meta(DeclarativeMeta):
    pass
