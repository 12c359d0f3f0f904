import sys
import types

import pytest

sys.modules["app"] = app = types.ModuleType("app")
sys.modules["app.mail"] = app.mail = types.ModuleType("app.mail")
app.mail.send = None


@pytest.mark.asyncio
async def test_mock(monkeypatch):
    ¦
    assert await app.mail.send("x") is True
    send.assert_awaited_once_with("x")
