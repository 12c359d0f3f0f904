import kit
from fastapi import FastAPI

¦

app = FastAPI()


@app.get("/")
async def root(filters: FilterQuery) -> int:
    return filters.limit


kit.same([(s, a if s == 200 else None) for s, a in kit.ask(app, ("GET", "/?limit=5"), ("GET", "/?limit=0"), ("GET", "/?x=1"))], [(200, 5), (422, None), (422, None)])
