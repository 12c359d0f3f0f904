import threading

import kit

¦

threads = [threading.Thread(target=lambda: [record() for _ in range(1000)]) for _ in range(8)]
[t.start() for t in threads]
[t.join() for t in threads]
kit.same(record(), 8001)
