from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

x = 1


class Base(DeclarativeBase):
    pass


y = 2


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
