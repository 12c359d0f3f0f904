import kit

¦

kit.same((UserPayload.__required_keys__, UserPayload.__optional_keys__), ({"name"}, {"email"}))
