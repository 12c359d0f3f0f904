import kit

¦

token = request_id.set("7")
kit.same(request_id.get(), "7")
request_id.reset(token)
kit.same(request_id.get(), "-")
