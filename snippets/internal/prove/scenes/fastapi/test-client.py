from fastapi import FastAPI

app = FastAPI()


@app.get("/")
def root() -> int:
    return 1


¦


def test_client(client):
    assert client.get("/").json() == 1
