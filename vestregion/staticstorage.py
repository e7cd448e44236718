"""Static files under names that tell their content."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Our modules that import each other find each other by those names too, so a browser never mixes two releases."""

    support_js_module_import_aggregation = True
    # Ours alone: packages import files that they do not ship.
    _js_module_import_aggregation_patterns = (
        "vestregion/*.js",
        CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1],
    )
