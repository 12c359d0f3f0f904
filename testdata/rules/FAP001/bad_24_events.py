def setup(target):
    target.add_event_handler("shutdown", print)
