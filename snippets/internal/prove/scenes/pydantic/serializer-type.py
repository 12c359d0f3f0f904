from datetime import datetime, timezone

import kit
from pydantic import TypeAdapter

¦

kit.same(TypeAdapter(Timestamp).dump_json(datetime(1970, 1, 2, tzinfo=timezone.utc)), b"86400")
