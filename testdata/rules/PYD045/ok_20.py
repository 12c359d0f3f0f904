from pydantic import Extra
from pydantic.v1 import BaseModel


class A(BaseModel):
    class Config:
        extra = Extra.forbid


print(list(Extra), Extra("allow"))
