"""Whether the columns take NULL where the annotation says so."""

raises = r"MappedAnnotationError|ArgumentError|AssertionError|TypeError"
requires = {"bad_21": {"python": ">=3.14"}}


def bad_1(m):
    assert m.Event.__table__.c.date.nullable


def bad_20(m):
    assert m.Event.__table__.c.name.nullable


def bad_21(m):
    assert m.Hook.__table__.c.planned.nullable
