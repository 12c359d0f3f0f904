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

kit.fails(IntegrityError, "CHECK constraint failed", Thing.objects.create, title="a", price=-1)
