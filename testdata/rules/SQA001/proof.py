"""Attributes after a commit."""

raises = r"MissingGreenlet|AssertionError"
skip = {"bad_20": "needs sqlmodel", "bad_21": "no objects are committed", "good_21": "no objects are committed"}


def bad_2(m):
    assert m.Session().sync_session.expire_on_commit is False
