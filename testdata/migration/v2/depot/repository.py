"""Keeps everything in memory; the tests and the demo need no more."""

from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any, Dict, Generic, Iterator, List, Optional, Type, TypeVar

from depot.errors import OutOfStock
from depot.schemas import Article, Customer, CustomerIn, CustomerUpdate, Order, Page, Schema

M = TypeVar("M", bound=Schema)


@dataclass
class CustomerRow:
    """A row as the database driver gives it."""

    id: int
    name: str
    email: str
    phone: Optional[str] = None
    company: Optional[str] = None
    birthday: Optional[Any] = None
    newsletter: bool = False
    addresses: List[Any] = field(default_factory=list)
    created_at: datetime = field(default_factory=lambda: datetime.now(timezone.utc))
    updated_at: Optional[datetime] = None


class Repository(Generic[M]):
    def __init__(self, model: Type[M]) -> None:
        self.model = model
        self.rows: Dict[Any, M] = {}

    def __iter__(self) -> Iterator[M]:
        return iter(self.rows.values())

    def add(self, key: Any, row: M) -> M:
        self.rows[key] = row
        return row

    def load(self, raw: Dict[str, Any]) -> M:
        return self.model.parse_obj(raw)

    def columns(self) -> List[str]:
        return list(self.model.__fields__)

    def dump(self) -> List[Dict[str, Any]]:
        return [row.dict() for row in self]


class Customers(Repository[Customer]):
    def create(self, new: CustomerIn) -> Customer:
        row = CustomerRow(id=len(self.rows) + 1, **new.model_dump())
        customer = Customer.model_validate(row)
        return self.add(customer.id, customer)

    def update(self, id: int, change: CustomerUpdate) -> Customer:
        customer = self.rows[id]
        given = change.model_dump(exclude_unset=True)
        updated = customer.copy(update={**given, "updated_at": datetime.now(timezone.utc)})
        return self.add(id, updated)

    def page(self, size: int = 20) -> Page[Customer]:
        items = list(self)[:size]
        return Page[Customer](items=items, total=len(self.rows))


class Articles(Repository[Article]):
    def take(self, sku: str, count: int) -> Article:
        for article in self:
            if article.sku == sku:
                if article.available < count:
                    raise OutOfStock(sku, count, article.available)
                article.reserve(count)
                return article
        raise KeyError(sku)


class Orders(Repository[Order]):
    def snapshot(self, order: Order) -> Order:
        """A copy that later changes do not reach; it was validated before."""
        return Order.model_construct(_fields_set=set(order.model_fields_set), **order.model_dump())

    def required(self) -> List[str]:
        return [name for name, f in Order.model_fields.items() if f.is_required()]
