"""Validation of an object with attributes."""

from types import SimpleNamespace

raises = r"AttributeError|TypeError"


def bad_1(m):
    return repr(m.UserOut.model_validate(SimpleNamespace(name="bob", label="x"))), repr(m.UserOut.model_validate({"name": "al"}))


def bad_2(m):
    return repr(m.UserOut.model_validate(SimpleNamespace(name="bob"))), repr(m.UserOut.model_validate({"login": "al"}))


def bad_20(m):
    return [repr(model.model_validate(SimpleNamespace(x=1))) for model in (m.A, m.B)]
