from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)


class Named(DeclarativeBase):
    def __init_subclass__(cls, **options):
        cls.__tablename__ = cls.__name__.lower()
        super().__init_subclass__(**options)
