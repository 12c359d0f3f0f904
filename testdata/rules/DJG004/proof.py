"""The URLs."""

import os
import types

requires = {"django": ">=5.2"}


def setup():
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "mysite.settings"
    django.setup()


def bad_1(m):
    setup()
    return m.find(None).url


def bad_2(m):
    setup()
    from django.http import QueryDict

    book = types.SimpleNamespace(pk=3)
    request = types.SimpleNamespace(GET=QueryDict("a=1&a=2&b=x y"))
    return m.link(book, {"a": ["1", "2"], "b": "x & y"}), m.link2(request, book)
