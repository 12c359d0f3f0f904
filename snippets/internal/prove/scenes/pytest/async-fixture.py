import pytest

¦


@pytest.mark.asyncio
async def test_resource(resource):
    assert resource is not None
