"""The default of the field."""

import datetime

warning = r"DeprecationWarning: datetime\.datetime\.utcnow\(\) is deprecated"


def observe(m):
    created = m.Row().created
    now = datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None)
    return created.tzinfo, abs(now - created) < datetime.timedelta(seconds=5)
