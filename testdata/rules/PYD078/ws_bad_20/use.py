from app.models import Names, Tags

TAGS = Tags(__root__=["a"])
NAMES = Names(__root__=["a"])


def first(tags: Tags, names: Names) -> str:
    if not names.dict()["__root__"]:
        names.__root__ = ["b"]
    return tags.__root__[0] + names.__root__[0]
