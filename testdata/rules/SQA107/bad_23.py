from sqlmodel import Field, Relationship, SQLModel, select
from sqlmodel.ext.asyncio.session import AsyncSession


class Team(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    heroes: list["Hero"] = Relationship(back_populates="team", sa_relationship_kwargs=dict(order_by="Hero.id"))
    rivals: list["Hero"] = Relationship(sa_relationship_kwargs={"lazy": "selectin"})


class Hero(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    team_id: int | None = Field(default=None, foreign_key="team.id")
    team: Team | None = Relationship(back_populates="heroes")


async def count(session: AsyncSession) -> int:
    team = (await session.exec(select(Team))).first()
    hero = await session.get(Hero, 1)
    if team is None:
        return 0
    return len(team.heroes) + len(team.rivals) + bool(hero.team)
