import kit
from fastapi import FastAPI

¦

app = FastAPI()


@app.get("/")
async def root(filters: Filters) -> dict[str, str | None]:
    return filters


kit.same(kit.ask(app, ("GET", "/?q=a")), [(200, {"q": "a"})])
