# A parameter may be the application.
from fastapi import FastAPI

app = FastAPI()


@app.on_event("startup")
def startup(): ...


def register(target: FastAPI):
    @target.on_event("shutdown")
    def shutdown(): ...


register(app)
