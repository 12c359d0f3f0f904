import kit

¦

kit.same(fetch("u", timeout=1.0), None)
