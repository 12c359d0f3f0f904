import kit
import kitdj
from django.db import models
from shop.models import Author, Book

class OrderItem(models.Model):
    pk = models.CompositePrimaryKey("order_id", "product_id")
    order = models.ForeignKey("shop.Order", on_delete=models.CASCADE)
    product = models.ForeignKey("shop.Product", on_delete=models.CASCADE)
    quantity = models.PositiveIntegerField(default=1)

    def __str__(self):
        return f"{self.order_id}/{self.product_id}"

from shop.models import Order, Product

kitdj.tables(Order, Product, OrderItem)
item = OrderItem.objects.create(order=Order.objects.create(), product=Product.objects.create())
kit.same((item.pk, str(OrderItem.objects.get(pk=(1, 1)))), ((1, 1), "1/1"))
