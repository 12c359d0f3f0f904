import kit

¦

kit.same(kit.ask(app, ("GET", "/health")), [(200, {"status": "ok"})])
kit.same((app.title, app.version), ("My API", "0.1.0"))
