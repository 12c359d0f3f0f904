import kit

¦

kit.same((first([3], 1), first([], 1)), (3, 1))
