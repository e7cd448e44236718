"""The list of static files is made once for each process.

WhiteNoise makes it at the start of a server, and every test client starts one: the list took a third of such a test.
"""

import pytest
from whitenoise.middleware import WhiteNoiseMiddleware


@pytest.fixture(scope="session", autouse=True)
def _static_files_listed_once():
    listed, make = {}, WhiteNoiseMiddleware.add_files_from_finders

    def add(self):
        """As made before, where nothing differs that the list depends on."""
        key = (self.static_prefix, self.static_root, self.max_age, self.allow_all_origins, self.charset)
        if key not in listed:
            before = self.files
            self.files = {}
            make(self)
            listed[key], self.files = self.files, before
        self.files.update(listed[key])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WhiteNoiseMiddleware, "add_files_from_finders", add)
        yield
