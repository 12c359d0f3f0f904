import os

from sqlalchemy import URL, create_engine

UNUSED = "postgresql://app:hunter2@db.example.com/app"
a = create_engine("postgresql://app:<password>@db.example.com/app")
b = create_engine("postgresql://app:${PASSWORD}@db.example.com/app")
c = create_engine("postgresql://app:%s@db.example.com/app" % os.environ["PW"])
d = URL.create("postgresql", username="app", password=os.environ["PW"], host="db.example.com")
e = URL.create("postgresql", username="app", password="hunter2", host="localhost")
f = URL.create("postgresql", username="app", password="hunter2", host=os.environ["HOST"])
g = create_engine("postgresql://app:hunter2@[::1]:5432/app")
h = create_engine("postgresql://app@db.example.com/app", connect_args={"password": "hunter2"})
i = create_engine("postgresql://app:CHANGEME@db.example.com/app")
