import kit
import kitdj
from shop.models import Author, Book


def f(request):
    ¦


from django.test import RequestFactory

answer = f(RequestFactory().get("/a b/"))
kit.same((answer.status_code, answer.url), (302, "/search/?next=%2Fa+b%2F"))
