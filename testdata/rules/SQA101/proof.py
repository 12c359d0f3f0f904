"""The statements run."""

raises = r"AttributeError: 'coroutine' object has no attribute"
skip = {"bad_20": "needs sqlmodel", "bad_21": "functions of which none can be fixed whole"}
