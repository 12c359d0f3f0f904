"""What validation gives for data that is valid."""

raises = r"AssertionError|type=model_type"


def bad_1(m):
    holder = m.Holder.model_validate({"inner": {"lo": 1, "hi": 2}})
    assert isinstance(holder.inner, m.Range), holder
    return repr(holder)


def bad_20(m):
    a = m.A.model_validate({})
    assert isinstance(a, m.A), a
    return repr(a)


def bad_21(m):
    a = m.A.model_validate({"x": 2})
    assert isinstance(a, m.A), a
    return repr(a)
