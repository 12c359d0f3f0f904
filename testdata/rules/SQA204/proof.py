"""The module runs its query."""

warning = r"LegacyAPIWarning: The Query.get\(\) method"
skip = {"bad_20": "its keys do not fit the class"}


def observe(m):
    m.Base.metadata.create_all(m.engine)
    with m.Session(m.engine) as session:
        session.add(m.User(id=5))
        session.flush()
        return m.load(session, 5).id, m.load(session, 6)


def bad_40(m):
    engine = m.db_session.get_bind()
    m.Base.metadata.create_all(engine)
    m.db_session.add_all([m.User(id=5), m.Own(id=5)])
    m.db_session.flush()
    return [one.id for one in m.read(5)], m.read(6)
