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
from django.db import IntegrityError

Thing.objects.create(title="a", price=0)
Thing.objects.create(title="a")
kit.fails(IntegrityError, "UNIQUE constraint failed", Thing.objects.create, title="a")
