import pytest

¦


@pytest.mark.anyio
async def test_backend(anyio_backend):
    assert anyio_backend == "asyncio"
