"""What the models dump as JSON and as Python objects."""

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

warning = r"PydanticDeprecatedSince20: `json_encoders` is deprecated"
skip = {
    "bad_21": "left for a person",
    "ws_bad_20": "the other models are left for a person",
}
differs = {
    "bad_20": "the JSON schema",
    "bad_22": "the JSON schema",
}

at = datetime(2020, 1, 31, tzinfo=timezone.utc)


def dumped(*models):
    return [(x.model_dump_json(), x.model_dump()) for x in models]


def bad_1(m):
    return dumped(m.Event(at=at), m.Event(at=at, until=at))


def bad_2(m):
    return dumped(m.Line(price="1", parts=["2"]))


def bad_20(m):
    return dumped(
        m.Old(price="1", prices=["2"], when=at),
        m.Old(prices=None, when=at),
        m.Only(price="1", other=["2"]),
        m.Keyword(took=timedelta(hours=1)),
        m.Both(price="1", day=date(2020, 1, 31)),
        m.Prices([Decimal(1)]),
    )


def bad_22(m):
    day = date(2020, 1, 31)
    return dumped(m.Holiday(day=day), m.Holiday(day=day, others=[day]))
