import kit
import kitdj
from shop.models import Author, Book
from django.contrib import admin


class BookAdmin(admin.ModelAdmin):
    list_display = ["title"]

    ¦


kitdj.tables()
Book.objects.create(title="a", active=False)
shown = []
view = BookAdmin(Book, admin.site)
view.message_user = lambda request, message: shown.append(message)
view.activate(None, Book.objects.all())
kit.same((shown, Book.objects.get().active), (["1 updated."], True))
