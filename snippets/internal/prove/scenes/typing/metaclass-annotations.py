import kit


class Meta(type):
    def __new__(mcls, name, bases, ns, **kwargs):
        ¦
        cls = super().__new__(mcls, name, bases, ns, **kwargs)
        cls.seen = sorted(annotations)
        return cls


class A(metaclass=Meta):
    size: int
    name: str = ""


class B(metaclass=Meta):
    pass


kit.same((A.seen, B.seen), (["name", "size"], []))
