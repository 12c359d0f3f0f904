import kit


class Base:
    def run(self) -> None:
        kit.same("base", "base")


class A(Base):
    ¦


A().run()
