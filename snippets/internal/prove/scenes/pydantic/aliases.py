import kit
from pydantic import BaseModel, ValidationError



class A(BaseModel):
    ¦
    first_name: str = "a"


kit.same((A(firstName="b").first_name, A(first_name="c").first_name), ("b", "c"))
