import pathlib

import kit
from fastapi import FastAPI

pathlib.Path("dist").mkdir(exist_ok=True)
pathlib.Path("dist/index.html").write_text("home")
app = FastAPI()


@app.get("/api")
async def api() -> int:
    return 1


¦

kit.same(kit.ask(app, ("GET", "/api"), ("GET", "/")), [(200, 1), (200, "home")])
