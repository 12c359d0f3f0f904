import kit

¦

kit.same(now.utcoffset().total_seconds(), 0.0)
