import kit


def f(response):
    ¦


kit.same([f(r) for r in ({"status": "ok", "data": 1}, {"status": "error", "message": "m"}, {"status": "pending"}, {})], ["Success: 1", "Error: m", "In progress...", "Unknown response"])
