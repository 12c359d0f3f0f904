¦

kit_ok = pytest_asyncio_loop_factories(None, None)["asyncio"]
kit_ok().close()
