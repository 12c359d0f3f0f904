from sqlalchemy import URL, create_engine

a = create_engine("postgresql://app:hunter2@localhost/app")
b = create_engine("postgresql://app:secret@db/app")
c = URL.create("postgresql", username="app", password="hunter2", host="db")
