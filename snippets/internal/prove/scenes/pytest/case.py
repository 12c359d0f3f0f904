import pytest


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ¦
    ],
)
def test_case(a, b, request):
    assert (a + 1 == b, request.node.callspec.id) == (True, "one")
