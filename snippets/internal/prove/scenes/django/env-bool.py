import os

import kit

os.environ["DEBUG"] = "True"

¦

kit.same(DEBUG, True)
