from fastapi import FastAPI, Query
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

app = FastAPI()


class Base(DeclarativeBase):
    pass


def models() -> type:
    class Query(Base):
        __tablename__ = "queries"

        id: Mapped[int] = mapped_column(primary_key=True)

    return Query


@app.get("/")
def search(q: str = Query(default="", max_length=50)) -> str:
    return q
