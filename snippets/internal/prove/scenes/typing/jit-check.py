import kit

¦

kit.same((type(JIT_AVAILABLE), type(JIT_ENABLED)), (bool, bool))
