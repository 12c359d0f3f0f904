import kit
import kitdj
from shop.models import Author, Book
from django.db import models


class Thing(models.Model):
    title = models.CharField(max_length=9)
    price = models.DecimalField(max_digits=5, decimal_places=2, default=2)
    quantity = models.IntegerField(default=3)

    ¦


kitdj.tables(Thing)
thing = Thing.objects.create(title=" a ")
thing.title, thing.quantity = " b ", 9
thing.save(update_fields=["quantity"])
kit.same((thing.title, Thing.objects.get().title, Thing.objects.get().quantity), ("b", "b", 9))
