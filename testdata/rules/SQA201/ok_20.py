from sqlalchemy.ext import declarative
from sqlalchemy.ext.declarative import AbstractConcreteBase, ConcreteBase, DeferredReflection

print(declarative.ConcreteBase, AbstractConcreteBase, ConcreteBase, DeferredReflection)
