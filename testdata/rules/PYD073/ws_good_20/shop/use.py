from shop.base import Base, Quiet


def dump(base: Base, quiet: Quiet) -> str:
    base.model_dump()
    # Loud has a json() of its own
    return base.json() + quiet.model_dump_json()
