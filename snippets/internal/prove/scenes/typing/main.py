import kit

¦

kit.same(main(), None)
