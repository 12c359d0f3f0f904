"""The values of the defaults."""

import datetime

warning = r"DeprecationWarning: datetime\.datetime\.utcnow\(\) is deprecated"
differs = {name: "the values of columns with timezone=True have one" for name in ("bad_1", "bad_20")}


def observe(m):
    out = []
    now = datetime.datetime.now(datetime.timezone.utc)
    for column in m.User.__table__.columns:
        for default in (column.default, column.onupdate):
            if default is not None:
                value = default.arg(None)
                aware = value if value.tzinfo else value.replace(tzinfo=datetime.timezone.utc)
                out.append((column.name, value.tzinfo, abs(aware - now) < datetime.timedelta(seconds=5)))
    return out
