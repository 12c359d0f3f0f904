import kit
from fastapi import FastAPI

¦

app = FastAPI()


@app.get("/")
async def root(page: PaginatorDep) -> int:
    return page.offset


kit.same([(s, a if s == 200 else None) for s, a in kit.ask(app, ("GET", "/?page=3"), ("GET", "/?page=0"))], [(200, 40), (422, None)])
