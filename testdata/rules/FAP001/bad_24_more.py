from package import app


@app.on_event("shutdown")
def shutdown(): ...
