import kit

¦

kit.same((is_text("a"), is_text(1)), (True, False))
