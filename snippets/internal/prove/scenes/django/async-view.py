import kit
import kitdj
from shop.models import Author, Book

from django.contrib.auth.models import AnonymousUser, User
from django.test import AsyncRequestFactory

kitdj.tables()

¦


async def go():
    ann = await User.objects.acreate(username="ann")
    await Book.objects.acreate(title="A", owner=ann)
    answers = []
    for who in (AnonymousUser(), ann):
        request = AsyncRequestFactory().get("/")

        async def auser(who=who):
            return who

        request.auser = auser
        answer = await my_books(request)
        answers.append((answer.status_code, answer.content.decode()))
    return answers


from asgiref.sync import async_to_sync

kit.same(async_to_sync(go)(), [(401, '{"detail": "login required"}'), (200, '{"books": ["A"]}')])
