"""What is loaded."""


def bad_1(m):
    return m.load(b'[{"name": "a"}]')


def bad_20(m):
    raw = b'[{"title": "a"}]'
    return m.load(b'{"a": 1}'), m.Book.many(raw), m.some(raw), m.again(raw)
