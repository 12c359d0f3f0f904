import kit

¦

from django.utils.module_loading import import_string

kit.same({name: import_string(s["BACKEND"]).__name__ for name, s in STORAGES.items()}, {"default": "FileSystemStorage", "staticfiles": "ManifestStaticFilesStorage"})
