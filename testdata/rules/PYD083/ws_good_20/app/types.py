from pydantic import TypeAdapter


class Name(str):
    @classmethod
    def __modify_schema__(cls, field_schema):
        field_schema.update(x=1)


class Used(int):
    @classmethod
    def __get_validators__(cls):
        yield cls.check

    @classmethod
    def check(cls, v):
        return cls(v)


USED = TypeAdapter(Used)
