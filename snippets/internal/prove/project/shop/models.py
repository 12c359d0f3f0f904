from django.conf import settings
from django.db import models


class Order(models.Model):
    pass


class Product(models.Model):
    pass


class Author(models.Model):
    name = models.CharField(max_length=50)
    email = models.CharField(max_length=50, blank=True)


class Book(models.Model):
    title = models.CharField(max_length=50)
    active = models.BooleanField(default=True)
    author = models.ForeignKey(Author, on_delete=models.CASCADE, null=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True)

    def __str__(self):
        return self.title
