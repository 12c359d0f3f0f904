from fastapi import APIRouter
from sqlalchemy import create_engine, text
from sqlalchemy.orm import sessionmaker

URL = "sqlite:///app.db"
router = APIRouter()


# made
# anew
engine = create_engine(
    URL,
    echo=False,
)  # each time


@router.get("/")
def root() -> int:
    with engine.connect() as conn:
        return conn.execute(text("SELECT 1")).scalar_one()


@router.get("/local")
def local(name: str) -> None:
    engine = create_engine("sqlite:///" + name)
    maker = sessionmaker(engine)
    print(maker)
