"""The product's own settings, with bare views beside the real ones."""

from vestregion.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.bare"
