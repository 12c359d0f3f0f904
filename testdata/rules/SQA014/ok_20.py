from sqlalchemy import create_engine


def main():
    engine = create_engine("sqlite://", echo=True)
    print(engine)


if __name__ == "__main__":
    engine = create_engine("sqlite://", echo=True)
    main()
