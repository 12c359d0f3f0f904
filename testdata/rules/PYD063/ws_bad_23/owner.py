import pets
from pets import Bird, Cat, Dog, Fish, Maybe, Mixed, Old, Pet, Snake
from pydantic import BaseModel, Field


class Owner(BaseModel):
    pet: Pet
    more: list[Pet] = []
    first: Pet | None = Field(None, title="First")
    named: Pet = Field(..., title="Named")
    both: Cat | Dog
    dotted: pets.Cat | pets.Dog
    bird: Cat | Bird
    fish: Cat | Fish
    snake: Cat | Snake
    old: Old
    mixed: Mixed
    maybe: Maybe = None
