import kit
import kitdj
from shop.models import Author, Book
import types

from django.urls import path

views = types.SimpleNamespace(detail=lambda request, pk: None)

urlpatterns = [
    path("", views.detail),
    ¦
]

kit.same(urlpatterns[1].resolve("books/3/").kwargs, {"pk": 3})
