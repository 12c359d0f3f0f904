import kit
import kitdj
from shop.models import Author, Book
from django.db import models


class Thing(models.Model):
    title = models.CharField(max_length=9)
    price = models.IntegerField(default=1)

    class Meta:
        ¦


kitdj.tables(Thing)
kit.same([i.fields for i in Thing._meta.indexes], [["title", "-price"]])
