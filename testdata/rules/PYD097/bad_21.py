from pydantic import validate_call


@validate_call  # !
class A:
    def __init__(self, x: int) -> None:
        self.x = x
