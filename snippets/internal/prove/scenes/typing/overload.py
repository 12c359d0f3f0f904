import kit

¦

kit.same((parse("1"), parse(None)), (1, None))
