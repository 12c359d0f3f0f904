"""Making the class."""

raises = r"PydanticUserError"
skip = {"good_20": "names without a similar field are left for a person", "ok_20": "its bases are of a module that is not there"}


def bad_1(m):
    return repr(m.User(email="A"))


def bad_2(m):
    return repr(m.User(created_at=1, name="A"))
