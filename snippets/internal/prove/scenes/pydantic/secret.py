import kit
from pydantic import BaseModel, ValidationError



class A(BaseModel):
    ¦


kit.same((str(A(password="x").password), A(password="x").password.get_secret_value()), ("**********", "x"))
