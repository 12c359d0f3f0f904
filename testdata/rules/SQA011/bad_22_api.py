from typing import Annotated

from fastapi import APIRouter, Depends, Security

import bad_22
from bad_22 import behind_alias, default, generator

EngineDep = Annotated[object, Security(behind_alias)]
router = APIRouter(dependencies=[Depends(dependency=bad_22.of_router)])


@router.get("/")
def root(engine: EngineDep, other=Depends(default)) -> None:
    print(engine, other, list(generator()))
