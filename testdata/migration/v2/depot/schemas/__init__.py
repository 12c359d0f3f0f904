from .base import Page, Schema, TimestampedSchema
from .catalog import Article, ArticleIn, PriceList, Tags
from .customers import Address, Customer, CustomerIn, CustomerUpdate
from .orders import Order, OrderIn, OrderLine, OrderStatus
from .payments import BankTransfer, CardPayment, Payment

__all__ = [
    "Address",
    "Article",
    "ArticleIn",
    "BankTransfer",
    "CardPayment",
    "Customer",
    "CustomerIn",
    "CustomerUpdate",
    "Order",
    "OrderIn",
    "OrderLine",
    "OrderStatus",
    "Page",
    "Payment",
    "PriceList",
    "Schema",
    "Tags",
    "TimestampedSchema",
]
