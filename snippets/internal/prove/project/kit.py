"""What the scenes share: each shows that a snippet does what its page says."""

import asyncio

import httpx

recorded = []


def same(got, want):
    """Fails unless both are equal, and keeps what was seen as the proof."""
    assert got == want, f"got {got!r}, want {want!r}"
    recorded.append(repr(got))


def fails(error, text, function, *args, **kwargs):
    """Fails unless the call raises an error that says the text."""
    try:
        function(*args, **kwargs)
    except error as e:
        assert text in str(e), f"{text!r} is not in {e}"
        recorded.append(f"{type(e).__name__}: {text}")
        return
    raise AssertionError(f"no {error.__name__}")


def ask(app, *requests, headers=None):
    """The answers of an application, lifespan included: status and JSON."""

    async def go():
        transport = httpx.ASGITransport(app=app)
        async with app.router.lifespan_context(app), httpx.AsyncClient(transport=transport, base_url="http://test", headers=headers) as client:
            answers = []
            for method, url, *more in requests:
                response = await client.request(method, url, **(more[0] if more else {}))
                is_json = response.headers.get("content-type") == "application/json"
                answers.append((response.status_code, response.json() if is_json and response.content else response.text))
            return answers

    return asyncio.run(go())


def included(router):
    from fastapi import FastAPI

    app = FastAPI()
    app.include_router(router)
    return app


def once(function, *args):
    return asyncio.run(function(*args))
