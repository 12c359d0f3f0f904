import kit

¦

kit.same(sorted(SECURE_CSP), ["default-src", "img-src", "script-src"])
