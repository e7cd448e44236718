"""The code that opens the guided set-up of an installation without an alliance: whoever reads it where the server was
started may be its first administrator, and a stranger who finds the server may not.

Made from the secret key, so it is the same after a restart and need not be kept; it opens nothing once an alliance is
there (governance/views/setup.py).
"""

from base64 import b32encode

from django.utils.crypto import constant_time_compare, salted_hmac

SALT = "vestregion.setup"
LENGTH = 12  # sixty bits: more than anyone can try through a web server


def setup_code() -> str:
    """The code as it is shown, in groups of four."""
    letters = b32encode(salted_hmac(SALT, "first alliance", algorithm="sha256").digest()).decode()[:LENGTH]
    return "-".join(letters[start : start + 4] for start in range(0, LENGTH, 4))


def is_setup_code(typed: str) -> bool:
    """Whether this is the code, however it was written: small letters, spaces, without hyphens."""
    return constant_time_compare(_plain(typed), _plain(setup_code()))


def _plain(code: str) -> str:
    return "".join(sign for sign in code.upper() if sign.isalnum())
