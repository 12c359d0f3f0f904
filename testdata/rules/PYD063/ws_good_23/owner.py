from typing import Annotated

import pets
from pets import Bird, Cat, Dog, Fish, Maybe, Mixed, Old, Pet, Snake
from pydantic import BaseModel, Field


class Owner(BaseModel):
    pet: Annotated[Pet, Field(discriminator="kind")]
    more: list[Annotated[Pet, Field(discriminator="kind")]] = []
    first: Annotated[Pet, Field(discriminator="kind")] | None = Field(None, title="First")
    named: Pet = Field(..., title="Named", discriminator="kind")
    both: Annotated[Cat | Dog, Field(discriminator="kind")]
    dotted: Annotated[pets.Cat | pets.Dog, Field(discriminator="kind")]
    bird: Cat | Bird
    fish: Cat | Fish
    snake: Cat | Snake
    old: Old
    mixed: Mixed
    maybe: Maybe = None
