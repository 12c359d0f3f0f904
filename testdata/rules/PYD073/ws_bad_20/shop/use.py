from shop.base import Base, Quiet


def dump(base: Base, quiet: Quiet) -> str:
    base.dict()
    # Loud has a json() of its own
    return base.json() + quiet.json()
