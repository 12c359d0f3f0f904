from typing import Annotated

from fastapi import Depends, FastAPI

from bad_21 import get_db, get_engine, make_engine

app = FastAPI()
print(make_engine())


@app.get("/")
def root(engine: Annotated[object, Depends(get_engine)], db=Depends(get_db)) -> None:
    print(engine, db)
