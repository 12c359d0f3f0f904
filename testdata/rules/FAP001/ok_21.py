# FastAPI 0.92 has no lifespan
from fastapi import FastAPI

app = FastAPI()


@app.on_event("startup")
def startup(): ...
