import kit
from fastapi import FastAPI

app = FastAPI()


@app.get("/")
def root() -> None:
    ¦


kit.same(kit.ask(app, ("GET", "/")), [(404, {"detail": "Not found"})])
