"""All settings. Every environment variable is read here and nowhere else; docs/settings.md explains each."""

import secrets
import socket
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from grader import production
from grader.environment import Environment

BASE_DIR = Path(__file__).resolve().parent.parent

# NAME_FILE names a file that holds the value of NAME: for secrets.
env = Environment()
env.read_env(env.str("ENV_FILE", default=str(BASE_DIR / ".env")))

DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "var"))).resolve()
DATA_DIR.mkdir(parents=True, exist_ok=True)
# Temporary files of the processes that `make run` starts.
SCRATCH = DATA_DIR / "scratch"


def _kept_secret() -> str:
    """A secret made once and kept beside the data, so that a single machine needs no setup."""
    file = DATA_DIR / "secret-key"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(50))
    return file.read_text().strip()


def _names_for(host: str) -> list[str]:
    """What browsers may call a site that listens there; for every address, this machine's own names and addresses."""
    if host not in ("0.0.0.0", "::"):  # noqa: S104 - compared, not bound
        return [host]
    name = socket.gethostname()
    try:
        addresses = socket.gethostbyname_ex(name)[2]
    except OSError:
        addresses = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # names a route and sends nothing
            addresses.append(probe.getsockname()[0])
        except OSError:
            pass
    return [name, *addresses]


DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="") or _kept_secret()

# Where `make run` listens.
HOST = env.str("HOST", default="127.0.0.1")
PORT = env.int("PORT", default=8000, least=1)
WORKERS = env.int("WORKERS", default=2, least=1)
# Workers for students' code run beside the others; none start where code cannot run at all.
CODE_WORKERS = env.int("CODE_WORKERS", default=1)
# The weakest jail that may run code: A, B or seccomp; docs/security.md says what each is.
SANDBOX_MIN_TIER = env.choice("SANDBOX_MIN_TIER", default="B", among=("A", "B", "seccomp"))

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]", *_names_for(HOST)])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
HTTPS = env.bool("HTTPS", default=False)
SESSION_ENGINE = "grader.people.sessions"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_SSL_REDIRECT = HTTPS
# Probes come from inside, past the proxy.
SECURE_REDIRECT_EXEMPT = ["^healthz$", "^readyz$", "^metrics$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
# Whether a domain joins the browsers' preload lists is for its owner to decide, not for one site under it.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
# The proxy that ends TLS is one; the address that it adds is the visitor's.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if HTTPS else 0

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "ninja",
    "grader.people",
    "grader.hooks",
    "grader.sets",
    "grader.attempts",
    "grader.gradebook",
    "grader.pages",
]

MIDDLEWARE = [
    "grader.logs.RequestIds",
    "django.middleware.security.SecurityMiddleware",
    "grader.api.problems.ProblemsUnderApi",
    "grader.pages.guards.SizeLimit",
    "grader.api.repeats.Repeatable",
    # Machines go their own way from here: what follows is about people and their browsers.
    "grader.api.lane.MachinesLane",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "grader.pages.guards.ContentPolicy",
    "grader.pages.guards.PermissionsPolicy",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "grader.pages.guards.Rates",
]

ROOT_URLCONF = "grader.urls"
WSGI_APPLICATION = "grader.wsgi.application"

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
            ],
        },
    },
]

# Database: SQLite beside the data unless DATABASE_URL names another.
DATABASES = {"default": env.database("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'stridewise.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE takes the write lock at once, so that two writers wait instead of failing; FULL keeps what was
    # acknowledged through a power cut.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
else:
    if DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
        DATABASES["default"]["ENGINE"] = "grader.postgres"
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    if not env.bool("PREPARED_STATEMENTS", default=True):
        DATABASES["default"].setdefault("OPTIONS", {})["prepare_threshold"] = None
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

if complaints := production.complaints(
    debug=DEBUG,
    secret=SECRET_KEY,
    secret_is_kept=not env.str("SECRET_KEY", default=""),
    one_machine=DATABASES["default"]["ENGINE"].endswith("sqlite3"),
    hosts=ALLOWED_HOSTS,
    https=HTTPS if "HTTPS" in env else None,
):
    raise ImproperlyConfigured("Others can reach this site, so: " + "; ".join(complaints))

# The queue: a SQLite file unless CELERY_BROKER_URL names Redis. A message is only a hint; the row is the truth.
CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", default=f"sqla+sqlite:///{DATA_DIR / 'queue.sqlite3'}")
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
_CODE_TASKS = ("pipeline.judge_code", "pipeline.show_life", "regrading.regrade_code")
CELERY_TASK_ROUTES = {f"grader.{task}": {"queue": "code"} for task in _CODE_TASKS}
CELERY_TASK_ROUTES["grader.hooks.tasks.deliver"] = {"queue": "hooks"}
# Mail goes outside too, where workers that judge may not go.
CELERY_TASK_ROUTES["grader.pipeline.send_invitation"] = {"queue": "hooks"}
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# A process for code starts its jail first, which takes a while on a busy machine.
CELERY_WORKER_PROC_ALIVE_TIMEOUT = 30
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "beat-schedule")

# Webhooks to addresses inside of a network, and without TLS: for tests, and where everything is inside.
WEBHOOKS_INSIDE = env.bool("WEBHOOKS_INSIDE", default=False)

LEASE_SECONDS = env.seconds("LEASE_SECONDS", default=30, least=1)
SWEEP_SECONDS = env.seconds("SWEEP_SECONDS", default=5, least=0.1)
CELERY_BEAT_SCHEDULE = {
    "sweep": {"task": "grader.pipeline.sweep", "schedule": SWEEP_SECONDS, "options": {"expires": 4 * SWEEP_SECONDS}},
    "sweep_regrades": {
        "task": "grader.regrading.sweep_regrades",
        "schedule": 4 * SWEEP_SECONDS,
        "options": {"expires": 4 * SWEEP_SECONDS},
    },
    "sweep_hooks": {"task": "grader.hooks.tasks.sweep_hooks", "schedule": 30.0, "options": {"expires": 30.0}},
    "tell_closings": {"task": "grader.pipeline.tell_closings", "schedule": 60.0, "options": {"expires": 60.0}},
    "send_unsent": {"task": "grader.pipeline.send_unsent", "schedule": 600.0, "options": {"expires": 600.0}},
    "count": {"task": "grader.pipeline.count", "schedule": 60.0, "options": {"expires": 60.0}},
    "show_life": {"task": "grader.pipeline.show_life", "schedule": 60.0, "options": {"expires": 60.0}},
    "tidy": {"task": "grader.pipeline.tidy", "schedule": 24 * 3600.0},
}

# People
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_LOGOUT_ON_GET = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Stridewise"
MFA_TOTP_TOLERANCE = 1  # a phone that is half a minute off
EMAIL_TIMEOUT = 10  # a mail server that says nothing keeps webhooks waiting
vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Stridewise <stridewise@localhost>")

# Pages
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
LOCALE_PATHS = [BASE_DIR / "grader" / "locale"]
TIME_ZONE = env.str("TIME_ZONE", default="UTC")
USE_TZ = True
STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)  # whitenoise warns about a missing one
WHITENOISE_USE_FINDERS = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "grader.pages.views.errors.csrf_failure"
# Nothing here needs any of these; a page that is broken into does not get them either.
REFUSED_TO_PAGES = ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")
PERMISSIONS_POLICY = ", ".join(f"{feature}=()" for feature in REFUSED_TO_PAGES)
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}
# A file of code has at most 256 KB. Files are held in memory; a request that is larger than this loses its file, and
# the page says so, instead of filling a disk.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
# An answer has at most 10,000 characters, typed code 256 KB; the rest of a request is small.
DATA_UPLOAD_MAX_MEMORY_SIZE = 512 * 1024

# The largest upload is refused in words; what is larger than this is not read.
MOST_BODY = 16 * 1024 * 1024

# Rates: requests of a token, answers of a learner, uploads of a learner. All web processes count together in Redis; a
# site without Redis has one web process.
API_RATE = env.rate("API_RATE", default="600/min")
SUBMIT_RATE = env.rate("SUBMIT_RATE", default="120/min")
UPLOAD_RATE = env.rate("UPLOAD_RATE", default="30/min")
# A whole class signs in from behind one address; who guesses one account's password is stopped much sooner.
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": "60/m/ip,5/300s/key", "signup": "120/m/ip"}
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    if not CELERY_BROKER_URL.startswith(("redis://", "rediss://"))
    else {
        "BACKEND": "grader.rates.LenientRedisCache",
        "LOCATION": CELERY_BROKER_URL,
        "KEY_PREFIX": "stridewise",
        "OPTIONS": {"socket_connect_timeout": 0.5, "socket_timeout": 0.5},
    },
}

# Operators: /metrics is for whoever has the token; without one there is none.
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")
LOG_FORMAT = env.choice("LOG_FORMAT", default="line", among=("line", "json"))
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name} [{request_id}]: {message}", "style": "{"},
        "json": {"()": "grader.logs.JsonLines"},
    },
    "filters": {"request": {"()": "grader.logs.WithRequestId"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT, "filters": ["request"]}},
    # An answer that cannot be read is an everyday thing, not a warning.
    "loggers": {"django.request": {"level": "ERROR"}},
    "root": {"handlers": ["console"], "level": env.choice("LOG_LEVEL", default="WARNING", among=LEVELS)},
}
