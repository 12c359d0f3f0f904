from fastapi.testclient import TestClient

from depot import api
from depot.service import Shop
from depot.settings import Settings

from .conftest import ADDRESS
from .test_schemas import ORDER


def client(shop: Shop) -> TestClient:
    app = api.create_app(Settings())
    app.dependency_overrides[api.get_shop] = lambda: shop
    return TestClient(app)


def test_customers(shop: Shop):
    http = client(shop)
    answer = http.post("/v1/customers", json={"name": "Ada", "email": "ada@example.org", "addresses": [ADDRESS]})
    assert answer.status_code == 201
    assert answer.json()["addresses"][0]["zipCode"] == "20457"
    assert http.get("/v1/customers").json()["total"] == 1
    assert http.patch("/v1/customers/1", json={"phone": ""}).json()["phone"] is None
    assert http.patch("/v1/customers/2", json={"phone": ""}).status_code == 404


def test_orders(shop: Shop):
    http = client(shop)
    answer = http.post("/v1/orders", json=ORDER)
    assert answer.status_code == 201
    assert answer.json()["trackingCode"] is None
    assert http.get(f"/v1/orders/{answer.json()['id']}/short").json()["data"]["status"] == "new"
    assert http.post("/v1/orders", json={**ORDER, "lines": [{**ORDER["lines"][0], "quantity": 20}]}).status_code == 409


def test_description(shop: Shop):
    schemas = client(shop).get("/openapi.json").json()["components"]["schemas"]
    assert "zipCode" in schemas["Address"]["required"]
    assert client(shop).get("/v1/articles/fields").json()[:2] == ["sku", "title"]
