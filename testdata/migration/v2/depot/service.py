"""What happens between the API and the repository."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

from pydantic import ValidationError

from . import carriers, events
from .repository import Articles, Customers, Orders
from .schemas import Article, Customer, CustomerIn, CustomerUpdate, Order, OrderIn, OrderStatus


class Shop:
    def __init__(self) -> None:
        self.customers = Customers(Customer)
        self.articles = Articles(Article)
        self.orders = Orders(Order)
        self.outbox: list[bytes] = []

    def register(self, new: CustomerIn) -> Customer:
        return self.customers.create(new)

    def change(self, id: int, change: CustomerUpdate) -> Customer:
        if not change.model_fields_set:
            return self.customers.rows[id]
        return self.customers.update(id, change)

    def place(self, new: OrderIn) -> Order:
        for line in new.lines:
            self.articles.take(line.sku, line.quantity)
        order = Order(**new.model_dump(include={"customer_id", "lines", "shipping"}))
        return self.orders.add(order.id, order)

    def pay(self, order: Order) -> Order:
        before = OrderStatus(order.status)
        paid = order.model_copy(update={"status": OrderStatus.PAID.value, "paid_at": datetime.now(timezone.utc)})
        self.orders.add(paid.id, paid)
        self.tell(paid, before)
        return paid

    def tell(self, order: Order, before: OrderStatus) -> None:
        event = events.OrderChanged(at=datetime.now(timezone.utc), order=order, before=before)
        self.outbox.append(events.encode(event))

    def import_customers(self, rows: list[dict[str, Any]]) -> tuple[int, list[str]]:
        """Takes what is right and says what is wrong with the others."""
        problems = []
        count = 0
        for row in rows:
            try:
                new = CustomerIn.model_validate(row)
            except ValidationError as e:
                problems += [f"{'.'.join(map(str, error['loc']))}" for error in e.errors()]
                continue
            self.register(new)
            count += 1
        return count, problems

    def ship(self, order: Order, payload: Any) -> dict[str, Any]:
        rate = carriers.pick(carriers.parse_rates(payload))
        weight = sum(line.quantity for line in order.lines) * 100
        return carriers.request_label(rate.carrier, order.shipping, weight=weight)
