import io

import kit

¦

kit.same((isinstance(io.StringIO(), Closable), isinstance(1, Closable)), (True, False))
