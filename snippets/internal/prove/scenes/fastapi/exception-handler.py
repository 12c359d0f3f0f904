import kit
from fastapi import FastAPI

app = FastAPI()


@app.get("/")
async def root() -> None:
    raise NotFoundError("book")


¦

kit.same(kit.ask(app, ("GET", "/")), [(404, {"detail": "book not found"})])
