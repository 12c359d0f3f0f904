from app.models import Names, Tags

TAGS = Tags(__root__=["a"])
NAMES = Names(["a"])


def first(tags: Tags, names: Names) -> str:
    if not names.dict():
        names.root = ["b"]
    return tags.__root__[0] + names.root[0]
