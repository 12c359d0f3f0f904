import kit
import os
from pydantic import BaseModel, ValidationError


os.environ["APP_DEBUG"] = "1"

¦

kit.same((get_settings().debug, get_settings() is get_settings()), (True, True))
