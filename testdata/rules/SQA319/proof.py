"""The class is made."""

raises = r"ArgumentError: (__table_args__ value must be|'SchemaItem' object)"
skip = {"good_20": "its classes have no primary key"}


def bad_1(m):
    assert any("name" in c.columns for c in m.User.__table__.constraints)
