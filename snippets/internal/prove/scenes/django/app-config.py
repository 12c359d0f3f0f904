import kit
import kitdj
from shop.models import Author, Book
import sys
import types

import shop

sys.modules["shop.signals"] = shop.signals = types.ModuleType("shop.signals")

¦

ShopConfig("shop", shop).ready()
kit.same(ShopConfig.name, "shop")
