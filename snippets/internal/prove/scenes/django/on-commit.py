import kit
import kitdj
from shop.models import Author, Book

from django.db import transaction


def f():
    ¦


import contextlib
import io

out = io.StringIO()
with contextlib.redirect_stdout(out):
    with transaction.atomic():
        f()
        before = out.getvalue()
kit.same((before, out.getvalue()), ("", "done\n"))
