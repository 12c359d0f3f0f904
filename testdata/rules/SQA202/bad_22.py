from sqlalchemy.future import create_engine, select

print(create_engine, select)
