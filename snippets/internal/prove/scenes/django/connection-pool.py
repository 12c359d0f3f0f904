import kit

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "shop",
        ¦
    },
    "other": {"ENGINE": "django.db.backends.sqlite3", "OPTIONS": {}},
}

kit.same(DATABASES["default"]["OPTIONS"], {"pool": {"min_size": 2, "max_size": 4, "timeout": 10}})
