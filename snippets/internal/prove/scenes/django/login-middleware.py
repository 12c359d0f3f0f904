import kit
import kitdj

MIDDLEWARE = [
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    ¦
]

from django.utils.module_loading import import_string

kit.same(import_string(MIDDLEWARE[1]).__name__, "LoginRequiredMiddleware")
