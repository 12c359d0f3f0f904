"""The OpenAPI schema, and answers."""

from fastapi.testclient import TestClient


def ask(app, *urls, **headers):
    client = TestClient(app)
    return app.openapi(), [(r.status_code, r.json()) for r in (client.get(url, headers=headers) for url in urls)]


def bad_1(m):
    return ask(m.app, "/items/", "/items/?q=a", "/items/?q=abcdef")


def bad_2(m):
    return ask(m.app, "/items/1", "/items/0", "/items/2?limit=7&skip=1", "/items/2?limit=700"), ask(m.app, "/items/1", **{"x-token": "t"})


def bad_20(m):
    return ask(m.app, "/a", "/a?q=9", "/a?q=10"), ask(m.factory("p"), "/b", "/c?p=1", "/c", "/d")


def bad_30(m):
    return ask(m.app, "/")
