from sqlalchemy.orm import declarative_base


def make(metadata):
    Base = declarative_base(metadata=metadata)
    return Base

class Registry:
    names = {}
    Base = declarative_base(type_annotation_map=names)
