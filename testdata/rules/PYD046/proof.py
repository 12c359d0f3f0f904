"""What the model is made of an object."""

import kit

raises = r"ValidationError: 1 validation error for \w+\s+Input should be a valid dictionary or instance of"


def bad_1(m):
    return m.to_response(m.Member(id=1, name="a"))


async def ws_1(m):
    engine = kit.sqlite()
    await kit.create(m.User.metadata, engine)
    async with m.AsyncSession(engine) as db:
        db.add(m.User(id=1))
        await db.flush()
        return await m.get_user(db, 1)


async def bad_20(m):
    points = [m.Point(1, 2)]
    out = [m.all_points(points), m.new_point(), m.stamped(points[0]), m.loops({"a": points[0]})]
    engine = kit.sqlite()
    await kit.create(m.Base, engine)
    m.Maker.configure(bind=engine)
    async with m.AsyncSession(engine) as db:
        db.add(m.Author(id=1, name="x"))
        await db.commit()
        out += [await m.one(db, 1), await m.first(db), await m.every(db), await m.links()]
        out.append(await db.run_sync(lambda s: [m.legacy(s), m.named(s, None)]))
    return out


def ws_20(m):
    item = m.models.Item(id=1)
    return m.read(item, [item])
