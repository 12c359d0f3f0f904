from pydantic import BaseModel

from shop.old import Base, Order


class Receipt(BaseModel):
    order: Order


class Refund(Base):
    receipt: Receipt
