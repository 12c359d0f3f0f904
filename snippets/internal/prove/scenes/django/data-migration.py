import kit
import kitdj
from django.apps import apps
from django.db import connection
from shop.models import Author, Book

¦

kitdj.tables()
Book.objects.create(title="a", active=False)
with connection.schema_editor() as editor:
    forwards(apps, editor)
kit.same((Book.objects.get().active, Migration.operations[0].reversible), (True, True))
