import kit
import kitdj
from shop.models import Author, Book


def f(request):
    ¦


kit.same((f(None).status_code, f(None).url), (307, "/search/"))
