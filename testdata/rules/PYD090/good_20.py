import pydantic as p

_DICT_OR_NONE_ADAPTER = p.TypeAdapter(dict[str, int] | None)


def load(raw: bytes) -> object:
    value = _DICT_OR_NONE_ADAPTER.validate_json(raw)
    return _DICT_OR_NONE_ADAPTER.dump_python(value)


class Book(p.BaseModel):
    title: str

    @classmethod
    def many(cls, raw: bytes) -> "list[Book]":
        return _BOOK_LIST_ADAPTER.validate_json(raw)


_BOOK_LIST_ADAPTER = p.TypeAdapter(list[Book])


BOOKS = p.TypeAdapter(tuple[Book, ...])


def some(raw: bytes) -> tuple[Book, ...]:
    return BOOKS.validate_json(raw)


def again(raw: bytes) -> list[Book]:
    return _BOOK_LIST_ADAPTER.validate_json(raw)
