"""Whether the arguments of Field reach the field."""

requires = {"pydantic": ">=2.11"}


def bad_1(m):
    assert not m.Query.model_fields["page"].is_required()


def bad_20(m):
    assert m.A.model_fields["slug"].alias == "_slug"
    assert m.A(_slug="x", hidden="y").model_dump() == {"slug": "x"}


def bad_21(m):
    assert m.A.model_fields["items"].alias


def ws_20(m):
    import models

    assert not models.Query.model_fields["page"].is_required()
