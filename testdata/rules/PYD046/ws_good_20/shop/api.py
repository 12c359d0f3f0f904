from shop import models, schemas


def read(item: models.Item, more: list[models.Item]) -> list[schemas.ItemOut]:
    return [schemas.ItemOut.model_validate(item), *(schemas.ItemOut.model_validate(i) for i in more)]
