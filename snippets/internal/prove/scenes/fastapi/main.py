import kit
import uvicorn
from fastapi import FastAPI

app = FastAPI()
uvicorn.run = lambda target, **options: kit.same((target.rpartition(":")[2], options), ("app", {"host": "127.0.0.1", "port": 8000, "reload": True}))
saved, __name__ = __name__, "__main__"

¦

__name__ = saved
