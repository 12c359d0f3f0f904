import kit
import kitdj
from shop.models import Author, Book

kitdj.tables()


def f():
    ¦
    return author.name, created


kit.same([f(), f()], [("Ann", True), ("Ann", False)])
