import pytest

from depot import carriers, events, export
from depot.errors import OutOfStock
from depot.schemas import CustomerIn, CustomerUpdate, OrderIn
from depot.service import Shop

from .test_schemas import ORDER

RATES = [{"carrier": "ups", "priceCents": 990, "days": 1}, {"carrier": "dhl", "priceCents": "490", "days": 3}]


def test_register_and_change(shop: Shop, customer_in: CustomerIn):
    customer = shop.register(customer_in)
    assert customer.id == 1
    assert customer.home.city == "Hamburg"
    assert shop.change(1, CustomerUpdate(phone="+1 2")).phone == "+12"
    assert shop.customers.page().total == 1
    assert shop.change(1, CustomerUpdate(phone="+1 2")).updated_at is not None


def test_import(shop: Shop):
    count, wrong = shop.import_customers([{"name": "Bo", "email": "nobody"}])
    assert count == 0
    assert set(wrong) == {"email", "addresses"}


def test_order_until_it_is_paid(shop: Shop):
    order = shop.place(OrderIn.model_validate(ORDER))
    assert shop.articles.rows[1].available == 8
    paid = shop.pay(order)
    assert paid.status == "paid" and paid.paid_at is not None
    assert b'"before":"new"' in shop.outbox[0].replace(b" ", b"")
    with pytest.raises(OutOfStock):
        shop.articles.take("DE-00012", 9)


def test_snapshot(shop: Shop):
    order = shop.place(OrderIn.model_validate(ORDER))
    copy = shop.orders.snapshot(order)
    assert copy.id == order.id
    assert shop.orders.required() == ["customer_id", "lines", "shipping"]


def test_rates():
    rates = carriers.parse_rates(RATES)
    assert [rate.cents for rate in rates] == [490, 990]
    assert carriers.pick(rates, express="yes").carrier == "ups"
    assert carriers.parse_label({"tracking": "1"}) is None


def test_label(shop: Shop):
    order = shop.place(OrderIn.model_validate(ORDER))
    assert shop.ship(order, RATES)["to"]["zipCode"] == "20457"


def test_parcels():
    pallet = events.Pallet(parcels=[events.Parcel(barcode=" 4006381333931", weight="250")])
    assert pallet.parcels[0].label == "4006381333931 (250 g)"


def test_export(tmp_path, shop: Shop):
    names = [path.name for path in export.write_schemas(tmp_path)]
    assert names == ["Article.json", "Customer.json", "Order.json"]
    assert '"array"' in export.article_list_schema()
    prices = export.price_list(shop.articles)
    (tmp_path / "prices.json").write_text(prices.model_dump_json())
    assert export.read_price_list(tmp_path / "prices.json").price_of("DE-00012") == prices.price_of("DE-00012")
