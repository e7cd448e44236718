"""Settings of the real server that tests drive (tests/demoland.py): the product's own in mode "demo", as people run it,
on static files as they lie in the source. A browser keeps them, as it keeps those that `./run` collects.
"""

from vestregion.settings import *  # noqa: F403
from vestregion.settings import STORAGES

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600
