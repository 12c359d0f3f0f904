"""Whether what is decorated takes part."""


def bad_1(m):
    forecast = m.Forecast(unit="KM")
    assert forecast.unit == "km", forecast
    return repr(forecast)


def bad_2(m):
    box = m.Box(w=1, h=2).model_dump()
    assert box == {"w": 2, "h": 4, "area": 8}, box
    return box


def bad_20(m):
    a = m.A(x=-1).model_dump()
    assert a == {"x": "1", "y": 2}, a
    return a
