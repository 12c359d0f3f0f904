from sqlalchemy.orm import declarative_base


class Model(dict):
    pass


Base = declarative_base(cls=Model)
Other = declarative_base(class_registry={})
