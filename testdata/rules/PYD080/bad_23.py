# nothing takes the place of these
import functools

from pydantic import BaseModel, RootModel, root_validator

from elsewhere import Unknown, helper

options = {"pre": True}


def method(self, values):
    return values


class Base(BaseModel):
    a: int = 0

    @root_validator(skip_on_failure=True)
    def twice(cls, values):
        return values


class M(Base):
    b: int = 0
    c: int = 0

    @root_validator(skip_on_failure=True)
    def asks(cls, values):
        if "a" in values and values["a"]:
            raise ValueError("a")
        return values

    @root_validator(skip_on_failure=True)
    def passes(cls, values):
        helper(values)
        return values

    @root_validator(skip_on_failure=True)
    def defaults(cls, values):
        if values.get("a", 1):
            raise ValueError("a")
        return values

    @root_validator(skip_on_failure=True)
    def iterates(cls, values):
        for k, v in values.items():
            print(k, v)
        return values

    @root_validator(skip_on_failure=True)
    def computed(cls, values):
        for k in ("a", "b"):
            if values[k]:
                raise ValueError(k)
        return values

    @root_validator(skip_on_failure=True)
    def no_field(cls, values):
        if values["d"]:
            raise ValueError("d")
        return values

    @root_validator(skip_on_failure=True)
    def asks_class(cls, values):
        if values["a"] > cls.limit:
            raise ValueError("a")
        return values

    @root_validator(skip_on_failure=True)
    def others(cls, values):
        if values["a"]:
            return {"a": 1}
        return values

    @root_validator(skip_on_failure=True)
    def sometimes(cls, values):
        if values["a"]:
            return values

    @root_validator(skip_on_failure=True)
    def rebinds(cls, values):
        values = dict(values)
        return values

    @root_validator(skip_on_failure=True)
    def deletes(cls, values):
        del values["a"]
        return values

    @root_validator(skip_on_failure=True)
    def shows(cls, values):
        print(f"{values['a'] + 1 = }")
        return values

    @root_validator(skip_on_failure=True)
    def three(cls, values, field):
        return values

    @root_validator(skip_on_failure=True)
    def instance(self, values):
        return values

    @root_validator(skip_on_failure=True)
    @functools.cache
    def cached(cls, values):
        return values

    @root_validator(skip_on_failure=True)
    def named(cls, values):
        return values

    @root_validator(skip_on_failure=True)
    def twice(cls, values):
        return values

    @root_validator(pre=True)
    def before_self(self, values):
        return values

    @root_validator(**options)
    def splat(cls, values):
        return values

    @root_validator(pre=options)
    def variable(cls, values):
        return values

    @classmethod
    @root_validator(pre=True)
    def hidden(cls, values):
        return values

    after = root_validator(skip_on_failure=True)(method)
    unknown = root_validator(pre=True)(helper)
    other = root_validator(pre=True)(method)


def test(m: M):
    return m.named({})


class Frozen(BaseModel, frozen=True):
    a: int = 0

    @root_validator(skip_on_failure=True)
    def fill(cls, values):
        values["a"] = 1
        return values


class Recursive(BaseModel):
    model_config = {"validate_assignment": True}
    a: int = 0

    @root_validator(skip_on_failure=True)
    def fill(cls, values):
        values["a"] = 1
        return values


class Open(Base, Unknown):
    @root_validator(skip_on_failure=True)
    def check(cls, values):
        return values


class Root(RootModel[int]):
    @root_validator(pre=True)
    def check(cls, values):
        return values
