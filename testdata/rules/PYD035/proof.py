"""Whether the caller's dictionary is the same after it was validated."""


def same(model, given):
    before = repr(given)
    try:
        return repr(model.model_validate(given))
    finally:
        assert repr(given) == before, given


def bad_1(m):
    return same(m.A, {"x": 1, "legacy": 2})


def bad_2(m):
    return same(m.A, {"x": 1, "legacy": 2})


def bad_20(m):
    return same(m.B, {"n": 1}), same(m.C, {"old": 1, "older": 2})


def ok_1(m):
    return same(m.A, {"x": 1, "y": 2})
