import kit

¦

kit.same((Holder(1).value, Holder[int].__origin__ is Holder), (1, True))
