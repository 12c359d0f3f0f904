"""Two instances have values of their own."""

import time

skip = {"bad_22": "needs sqlmodel", "bad_23": "needs django"}


def differ(make, *names):
    a = make()
    time.sleep(0.001)
    b = make()
    for name in names:
        assert getattr(a, name) != getattr(b, name), name


def bad_1(m):
    differ(m.Event, "id", "created_at")


def bad_20(m):
    differ(m.Event, "at", "until", "key", "token", "_started", "_id")
    differ(m.Row, "_id")


def bad_21(m):
    differ(m.M, "until")
