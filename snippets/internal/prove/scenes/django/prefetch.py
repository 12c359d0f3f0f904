import kit
import kitdj
from shop.models import Author, Book

kitdj.tables()
ann = Author.objects.create(name="Ann")
Book.objects.create(title="B", author=ann)
Book.objects.create(title="A", author=ann)
authors = Author.objects.all().¦
kit.same([b.title for b in authors[0].sorted_books], ["A", "B"])
