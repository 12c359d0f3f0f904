import kit

¦

kit.same(kit.ask(kit.included(router), ("GET", f"{router.prefix}/")), [(200, [])])
