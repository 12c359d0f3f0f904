import kit
import kitdj
from shop.models import Author, Book
from django.contrib import admin


class BookAdmin(admin.ModelAdmin):
    list_display = ["title"]

    ¦


kit.same((BookAdmin(Book, admin.site).upper_title(Book(title="a")), BookAdmin.upper_title.admin_order_field), ("A", "title"))
