"""The HTTP API."""

from typing import Annotated, Any, Dict

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Query

from .errors import OutOfStock
from .schemas import ArticleIn, Customer, CustomerIn, CustomerUpdate, Order, OrderIn, Page
from .schemas.base import Envelope
from .service import Shop
from .settings import Settings, get_settings

router = APIRouter(prefix="/v1")
shop = Shop()


def get_shop() -> Shop:
    return shop


@router.post("/customers", response_model=Customer, status_code=201)
def create_customer(new: CustomerIn, shop: Annotated[Shop, Depends(get_shop)]) -> Customer:
    return shop.register(new)


@router.get("/customers", response_model=Page[Customer])
def list_customers(
    shop: Annotated[Shop, Depends(get_shop)],
    size: Annotated[int, Query(ge=1, le=100)] = 20,
) -> Page[Customer]:
    return shop.customers.page(size)


@router.patch("/customers/{id}", response_model=Customer)
def change_customer(id: int, change: CustomerUpdate, shop: Annotated[Shop, Depends(get_shop)]) -> Customer:
    if id not in shop.customers.rows:
        raise HTTPException(404, "no such customer")
    return shop.change(id, change)


@router.post("/orders", response_model=Order, status_code=201)
def place_order(new: OrderIn, shop: Annotated[Shop, Depends(get_shop)]) -> Order:
    try:
        return shop.place(new)
    except OutOfStock as e:
        raise HTTPException(409, str(e)) from e


@router.get("/orders/{id}/short", response_model=Envelope[Dict[str, Any]])
def short_order(id: str, shop: Annotated[Shop, Depends(get_shop)]) -> Envelope[Dict[str, Any]]:
    for order in shop.orders:
        if str(order.id) == id:
            return Envelope[Dict[str, Any]](data=order.dict(include={"status", "tracking"}))
    raise HTTPException(404, "no such order")


@router.get("/articles/fields")
def article_fields() -> list[str]:
    return ArticleIn.field_names()


def create_app(settings: Settings | None = None) -> FastAPI:
    settings = settings or get_settings()
    app = FastAPI(title="depot", debug=settings.debug)
    app.include_router(router)
    return app
