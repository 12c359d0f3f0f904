import asyncio

¦
