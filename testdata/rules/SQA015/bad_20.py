from sqlalchemy import URL, create_engine, make_url


class Settings:
    url = "postgresql+psycopg://app:hunter2@db.example.com/app"


settings = Settings()
engine = create_engine(settings.url)
other = make_url(("mysql+pymysql://root:Tr0ub4dor@" "10.0.0.5/shop"))
third = URL.create("postgresql", username="app", password="hunter2", host="db.example.com")
