from pydantic import SecretStr


class Secret(SecretStr):
    @classmethod
    def __get_validators__(cls):
        yield cls.check

    @classmethod
    def check(cls, v):
        return cls(v)
