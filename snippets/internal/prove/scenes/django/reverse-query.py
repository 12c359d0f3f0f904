import kit
import kitdj
from shop.models import Author, Book


def f():
    ¦
    return url


kit.same(f(), "/search/?q=django&page=1#results")
