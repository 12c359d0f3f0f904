"""Whether the default is the plain value, as the configuration asks for."""

import enum


def bad_1(m):
    assert not isinstance(m.Car().color, enum.Enum)


def bad_20(m):
    assert not isinstance(m.Shirt().size, enum.Enum)
