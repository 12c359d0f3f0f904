"""The JSON of an instance."""

import datetime
import uuid

raises = r"TypeError: Object of type \w+ is not JSON serializable"

NOW = datetime.datetime(2024, 1, 2)


def bad_1(m):
    return m.dump(m.Event(at=NOW))


def bad_2(m):
    return m.Outer(inner=m.Inner(id=uuid.UUID(int=1)), tags={"a"}).save("/dev/null")


def bad_20(m):
    item = m.Item(price="1.5", color="red")
    return m.dump(item, m.Order(items=[item]))


def bad_21(m):
    return m.dump(m.Event(at=NOW))
