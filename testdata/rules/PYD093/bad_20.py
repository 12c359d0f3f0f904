from pydantic import BaseModel, computed_field


class A(BaseModel):
    x: int

    @computed_field(alias="y")
    def name(self):  # !
        return compute(self.x)

    @computed_field
    @property
    def sometimes(self):  # !
        if self.x:
            return "a"


def compute(x):
    return x
