"""The field that was declared first is there."""


def bad_1(m):
    assert m.Model.model_fields["x"].annotation is int


def bad_20(m):
    assert m.S.model_fields["a"].annotation is int
