from pydantic import BaseModel


class Even(int):
    @classmethod
    def __get_validators__(cls):
        yield cls.check

    @staticmethod
    def check(v):
        return v


class Odd(int):
    @classmethod
    def __get_validators__(cls):
        yield cls.check

    @classmethod
    def check(cls, v, values=None):
        return v


class Called(int):
    @classmethod
    def __get_validators__(cls):
        yield cls.check

    @classmethod
    def check(cls, v):
        return v


class A(BaseModel):
    n: Even | Odd | Called


VALIDATORS = list(Called.__get_validators__())
