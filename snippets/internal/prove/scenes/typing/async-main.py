import kit

¦

kit.same(cli(), None)
