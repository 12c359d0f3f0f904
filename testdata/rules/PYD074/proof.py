"""What the attributes give."""

warning = r"PydanticDeprecatedSince20: The `__fields(_set)?__` attribute is deprecated"
skip = {"bad_21": "no fix"}
requires = {"bad_20": {"pydantic": ">=2.11"}}
differs = {"bad_20": "what is gone raises before the fix"}


def bad_1(m):
    return m.names(), m.given(m.User(name="a"))


def bad_20(m):
    item = m.Item(name="a")

    def seen(f, *args):
        try:
            return f(*args)
        except AttributeError as e:
            return str(e)

    return [seen(f) for f in (item.required, item.titles)], [
        seen(m.types, m.Item), seen(m.one, item, "name"), seen(m.maybe, "name"), seen(m.settings, item)
    ]


def ok_20(m):
    item = m.Item(name="a")
    return m.is_set(), m.both(item), m.narrowed(item), m.patched()
