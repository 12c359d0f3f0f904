import kit

¦


class A:
    @classproperty
    def name(cls) -> str:
        return cls.__name__


kit.same((A.name, A().name), ("A", "A"))
