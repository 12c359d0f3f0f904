import pydantic as p


def load(raw: bytes) -> object:
    adapter = p.TypeAdapter(dict[str, int] | None)
    value = adapter.validate_json(raw)
    return adapter.dump_python(value)


class Book(p.BaseModel):
    title: str

    @classmethod
    def many(cls, raw: bytes) -> "list[Book]":
        return p.TypeAdapter(list[Book]).validate_json(raw)


BOOKS = p.TypeAdapter(tuple[Book, ...])


def some(raw: bytes) -> tuple[Book, ...]:
    return p.TypeAdapter(tuple[Book, ...]).validate_json(raw)


def again(raw: bytes) -> list[Book]:
    return p.TypeAdapter(list[Book]).validate_json(raw)
