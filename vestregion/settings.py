"""Settings, read once from the environment and typed; an unknown or missing value stops the start.

Secure unless VESTREGION_MODE is "local" (own data on this machine alone), "demo" (invented data) or "test", or DEBUG is
asked for. See docs/settings.md.
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from whitenoise.compress import Compressor

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.FileAwareEnv()
if os.environ.get("VESTREGION_MODE") != "test":  # a developer's own .env must not change what tests say
    environ.Env.read_env(BASE_DIR / ".env")

MODE = env.str("VESTREGION_MODE", "production")
if MODE not in {"production", "local", "demo", "test"}:
    raise ImproperlyConfigured(f'VESTREGION_MODE is "{MODE}"; it must be production, local, demo or test.')
DEBUG = env.bool("DEBUG", False)
RELAXED = DEBUG or MODE in {"local", "demo", "test"}
INVENTED = DEBUG or MODE in {"demo", "test"}  # nothing here is anyone's own: known keys and passwords do no harm

DATA_DIR = env.path("VESTREGION_DATA", default=str(BASE_DIR / "data")).root
DATA_DIR = Path(DATA_DIR)
DATA_DIR.mkdir(parents=True, exist_ok=True)

SECRET_KEY = env.str("SECRET_KEY", "insecure-for-demo-and-test-only" if INVENTED else environ.Env.NOTSET)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]", "testserver"] if RELAXED else [])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "vestregion",
    "health",
    "culture",
    "actionplan",
    "governance",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "crispy_forms",
    "csp",
    "django_htmx",
    "django_prose_editor",
    "django_tasks",
    "django_tasks_db",
    "simple_history",
    "tree_queries",
    "rules",
]

MIDDLEWARE = [
    "governance.operation.request_reference.RequestReferenceMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "vestregion.middleware.PackPagesMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "governance.caching.NoStoreMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "governance.language.ChosenLanguageMiddleware",
    "vestregion.middleware.KeepTypedTextMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "governance.middleware.AllianceMiddleware",
    "vestregion.middleware.WrongMethodMiddleware",
]

ROOT_URLCONF = "vestregion.urls"
WSGI_APPLICATION = "vestregion.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "vestregion.context.shell",
            ],
            "builtins": ["governance.templatetags.ui", "django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]
FORMS_URLFIELD_ASSUME_HTTPS = True  # an address typed without its scheme gets https, Django's own default from 6.0
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_TEMPLATE_PACK = "designsystemet"
CRISPY_ALLOWED_TEMPLATE_PACKS = ("designsystemet",)

# ---- Database: SQLite is the embedded default, PostgreSQL through DATABASE_URL ----
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'vestregion.sqlite3'}")}
_db = DATABASES["default"]
if _db["ENGINE"] == "django.db.backends.sqlite3":
    # IMMEDIATE takes the write lock at BEGIN, so two writers wait instead of failing with "database is locked".
    _db["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA mmap_size=134217728; "
        "PRAGMA journal_size_limit=27103364; PRAGMA cache_size=-8000;",
    }
else:
    _db["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", 60)
    _db["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# ---- People and login ----
AUTH_USER_MODEL = "governance.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
if MODE == "test":
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "governance.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "governance.login.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
# An administrator gives every address (governance/views/account.py closes allauth's page), so none is left to prove.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # the administrator who made the account vouches for the address
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = RELAXED
MFA_TOTP_ISSUER = "Vestregion"
USERSESSIONS_TRACK_ACTIVITY = False
SOCIALACCOUNT_ADAPTER = "governance.login.SocialAccountAdapter"
SOCIALACCOUNT_PROVIDERS = {}
OIDC_ORIGINS = []
if env.str("OIDC_CLIENT_ID", ""):
    _server = urlsplit(env.str("OIDC_SERVER_URL"))
    OIDC_ORIGINS = env.list("OIDC_ORIGINS", default=[f"{_server.scheme}://{_server.netloc}"])
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": env.str("OIDC_PROVIDER_ID", "entra"),
                "name": env.str("OIDC_NAME", "Microsoft Entra"),
                "client_id": env.str("OIDC_CLIENT_ID"),
                "secret": env.str("OIDC_CLIENT_SECRET"),
                "settings": {
                    "server_url": _server.geturl(),
                    "verified_email": env.bool("OIDC_TRUSTS_EMAIL", False),
                },
            }
        ],
    }
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_AUTO_SIGNUP = False

# ---- Language and time ----
LANGUAGE_CODE = "nb"
LANGUAGES = [("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale" / "django"]  # the second: Django's own sentences, said plainly
USE_I18N = True
TIME_ZONE = "Europe/Oslo"
USE_TZ = True

# ---- Static files and uploads ----
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
_static_storage = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
    if DEBUG or MODE == "test"
    else "vestregion.staticstorage.HashedStaticFilesStorage"
)
FILES_ROOT = DATA_DIR / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": FILES_ROOT}},
    "staticfiles": {"BACKEND": _static_storage},
}
WHITENOISE_USE_FINDERS = DEBUG or MODE == "test"
# WhiteNoise's own list and source maps, which only a developer's tools load and which take most of the time.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")
UPLOAD_LIMIT_MB = env.int("UPLOAD_LIMIT_MB", 50)
OPENINGS_KEPT_DAYS = env.int("OPENINGS_KEPT_DAYS", 730)  # who opened what is exempt; see docs/house.md
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "governance.filing.uploads.BoundedUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# ---- Security ----
SECURE_SSL_REDIRECT = not RELAXED
SECURE_REDIRECT_EXEMPT = [r"^helse-sjekk/$"]  # asked by the machine itself, past the proxy and its certificate
BEHIND_PROXY = env.bool("BEHIND_PROXY", False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
# Who asks, for limits on how often: behind a proxy all would else share its address, and each other's limit.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_PROXY else 0
SECURE_HSTS_SECONDS = 0 if RELAXED else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = not RELAXED
SECURE_HSTS_PRELOAD = not RELAXED
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not RELAXED
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 12
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "vestregion.errors.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF, *OIDC_ORIGINS],  # the button of the login is a form that is redirected to the provider
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
PERMISSIONS_POLICY = {name: [] for name in ("camera", "geolocation", "microphone", "payment", "usb", "midi")}

# ---- Background work and mail ----
TASKS = {
    "default": {
        "BACKEND": "django_tasks.backends.immediate.ImmediateBackend"
        if MODE == "test"
        else "django_tasks_db.DatabaseBackend",
        "QUEUES": ["default"],
    }
}
EMAIL_BACKEND = (
    "django.core.mail.backends.locmem.EmailBackend"
    if MODE == "test"
    else "django.core.mail.backends.filebased.EmailBackend"
    if INVENTED or (RELAXED and not env.str("EMAIL_HOST", ""))
    else "django.core.mail.backends.smtp.EmailBackend"
)
EMAIL_FILE_PATH = DATA_DIR / "mail"
EMAIL_HOST = env.str("EMAIL_HOST", "localhost")
MAIL_SERVER_IS_SET = bool(env.str("EMAIL_HOST", ""))
# An administrator of an alliance must not reach the inner network by naming a mail server there.
MAIL_ALLOW_PRIVATE_HOSTS = env.bool("MAIL_ALLOW_PRIVATE_HOSTS", RELAXED)
EMAIL_TIMEOUT = 20  # seconds; a page that checks the connection waits for it
EMAIL_PORT = env.int("EMAIL_PORT", 25)
EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.str("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", False)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "vestregion@localhost")
# Where this installation is reached: a mail is written without a request that could tell.
SITE_ADDRESS = env.str("SITE_ADDRESS", next(iter(CSRF_TRUSTED_ORIGINS), "http://localhost:8000")).rstrip("/") + "/"

SIMPLE_HISTORY_HISTORY_ID_USE_UUID = True
CONCURRENCY_ENABLED = True

# ---- Watching over it ----
LOG_FORMAT = env.str("LOG_FORMAT", "line")
if LOG_FORMAT not in {"line", "json"}:
    raise ImproperlyConfigured(f'LOG_FORMAT is "{LOG_FORMAT}"; it must be line or json.')
DISK_ROOM_MB = env.int("DISK_ROOM_MB", 200)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "reference": {"()": "governance.operation.request_reference.ReferenceFilter"},
        "secret": {"()": "governance.operation.request_reference.SecretFilter"},
    },
    "formatters": {"line": {"()": "governance.operation.loglines.PrivateFormatter", "kind": LOG_FORMAT}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["reference", "secret"]}
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"fontTools": {"level": "ERROR"}, "weasyprint": {"level": "ERROR"}},
}
SILENCED_SYSTEM_CHECKS = []
