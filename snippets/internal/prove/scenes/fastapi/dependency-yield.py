import kit
from fastapi import FastAPI


class Resource:
    closed = 0

    async def aclose(self) -> None:
        Resource.closed += 1


¦

app = FastAPI()


@app.get("/")
async def root(resource: ResourceDep) -> int:
    return resource.closed


kit.same(kit.ask(app, ("GET", "/"), ("GET", "/")), [(200, 0), (200, 1)])
