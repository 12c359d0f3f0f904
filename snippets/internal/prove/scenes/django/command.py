import kit
import kitdj
from shop.models import Author, Book

kitdj.tables()

¦

import io

from django.core.management import call_command

Book.objects.create(title="A")
out = io.StringIO()
call_command(Command(), "1", stdout=out)
kit.same(out.getvalue(), "A\n")
kit.fails(CommandError, "Book 9 does not exist", call_command, Command(), "9")
