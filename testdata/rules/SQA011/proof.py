"""How many engines two requests make."""
raises = r"AssertionError"


async def bad_1(m):
    engines = []
    for _ in range(2):
        async for session in m.get_db():
            engines.append(session.bind)
    assert engines[0] is engines[1]


def counted(m, call):
    made = []
    create = m.create_engine
    m.create_engine = lambda *a, **k: made.append(1) or create(*a, **k)
    call()
    call()
    assert not made, made


def bad_20(m):
    counted(m, m.root)


def bad_21(m):
    counted(m, m.get_engine)


def bad_22(m):
    counted(m, m.default)
