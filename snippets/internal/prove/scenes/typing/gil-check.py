import kit

¦

kit.same((FREE_THREADED_BUILD, GIL_ENABLED), (False, True))
