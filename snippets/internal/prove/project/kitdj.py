"""A Django project with an app, ready to be used."""

import django
from django.conf import settings

settings.configure(
    SECRET_KEY="x",
    INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "django.contrib.admin", "django.contrib.messages", "shop"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "file:memory?mode=memory&cache=shared"}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    ROOT_URLCONF="shop.urls",
    ALLOWED_HOSTS=["*"],
)
django.setup()


def tables(*models):
    from django.apps import apps
    from django.db import connection

    with connection.schema_editor() as editor:
        for model in models or [*apps.get_app_config("contenttypes").get_models(), *apps.get_app_config("auth").get_models(), *apps.get_app_config("shop").get_models()]:
            editor.create_model(model)
