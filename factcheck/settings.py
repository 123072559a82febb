"""Every setting of the project, read from the environment; docs/operations.md has a line on each."""

import hashlib
import os
import secrets
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

import environ

from factcheck.lib.hours import read_dates, read_days, read_hours

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
environ.Env.read_env(env.str("ENV_FILE", default=str(BASE_DIR / ".env")))

DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "var"))).resolve()
DATA_DIR.mkdir(parents=True, exist_ok=True)

DEBUG = env.bool("DEBUG", default=False)


def _kept_secret(path: Path) -> str:
    """The secret in ``path``, made at the first start; only the owner can read it."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(50))
    return path.read_text().strip()


SECRET_KEY = env.str("SECRET_KEY", default="") or _kept_secret(DATA_DIR / "secret_key")
# The first key signs the heads of the ledger; those behind it were used before.
LEDGER_KEYS = env.list("LEDGER_KEYS", default=[]) or [_kept_secret(DATA_DIR / "ledger_key")]
# Confidential contacts are encrypted with the first key; without the setting, with what the file holds, if it is there.
CONTACT_KEYS = env.list("CONTACT_KEYS", default=[])
CONTACT_KEY_FILE = DATA_DIR / "contact_keys"

WEB_HOST, _, _port = env.str("WEB_ADDRESS", default="127.0.0.1:8000").rpartition(":")
WEB_PORT = int(_port)
PUBLIC_URL = env.str("PUBLIC_URL", default=f"http://{WEB_HOST}:{WEB_PORT}").rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]", urlsplit(PUBLIC_URL).hostname])
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]

INSTALLED_APPS = [
    "factcheck",
    "claims",
    "sources",
    "reviews",
    "exports",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "rest_framework",
    "knox",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "corsheaders",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "factcheck.middleware.DomainErrorMiddleware",
    "factcheck.middleware.FragmentMiddleware",
]

ROOT_URLCONF = "factcheck.urls"
WSGI_APPLICATION = "factcheck.wsgi.application"

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

# --- Database: SQLite in WAL mode with immediate transactions, or whatever DATABASE_URL names ---

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'db.sqlite3'}")}

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        # A deferred transaction that starts with a read and then writes fails at once when another writer came between.
        "transaction_mode": "IMMEDIATE",
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=134217728; "
            "PRAGMA journal_size_limit=27103364; PRAGMA cache_size=-20000;"
        ),
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Broker: the embedded server on a unix socket, or whatever REDIS_URL names ---


def _socket_path(directory: Path) -> Path:
    """Where the embedded broker listens; in the temporary folder when the path is too long for a socket."""
    path = directory / "valkey.sock"
    if len(str(path)) <= 90:
        return path
    key = hashlib.sha256(str(directory).encode()).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"factcheck-{os.getuid()}-{key}.sock"


EMBEDDED_BROKER = not env.str("REDIS_URL", default="")
EMBEDDED_BROKER_SOCKET = _socket_path(DATA_DIR / "broker")
BROKER_URL = env.str("REDIS_URL", default="") or f"redis+socket://{EMBEDDED_BROKER_SOCKET}"

TASK_SECONDS = env.int("TASK_SECONDS", default=120)
LEASE_SECONDS = env.int("LEASE_SECONDS", default=TASK_SECONDS + 15)
SWEEP_SECONDS = env.int("SWEEP_SECONDS", default=30)
REDELIVERY_SECONDS = env.int("REDELIVERY_SECONDS", default=TASK_SECONDS + 30)

CELERY_BROKER_URL = BROKER_URL
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": REDELIVERY_SECONDS,
    # How often a worker looks for messages of dead workers; the transport's own default takes over 100 seconds.
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
    "socket_connect_timeout": 3,
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0.2,
    "interval_max": 0.5,
}
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0, "interval_step": 0.2, "interval_max": 0.5}
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = TASK_SECONDS
CELERY_TASK_SOFT_TIME_LIMIT = TASK_SECONDS * 0.9
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_MAX_TASKS_PER_CHILD = 2000
CELERY_TASK_DEFAULT_QUEUE = "pipeline"
CELERY_TASK_ROUTES = {
    "claims.take_in_article": {"queue": "network"},
    "sources.take_in_document": {"queue": "network"},
    "sources.poll_feed": {"queue": "network"},
    "sources.ask_due_feeds": {"queue": "desk"},
    "sources.check_document": {"queue": "network"},
    "sources.check_due_documents": {"queue": "desk"},
    "sources.update_index": {"queue": "index"},
    "exports.deliver": {"queue": "network"},
    "exports.send_due_deliveries": {"queue": "desk"},
    "exports.tell_of_failures": {"queue": "desk"},
    "reviews.*": {"queue": "desk"},
    "*.resume_*": {"queue": "desk"},
}
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE = {
    # the second attempt of a webhook is to come after five seconds
    "send due deliveries": {"task": "exports.send_due_deliveries", "schedule": min(5, SWEEP_SECONDS)},
    "tell of subscribers that do not answer": {"task": "exports.tell_of_failures", "schedule": 60},
    "resume stalled article intakes": {"task": "claims.resume_stalled_intakes", "schedule": SWEEP_SECONDS},
    "resume stalled extractions": {"task": "claims.resume_stalled_extractions", "schedule": SWEEP_SECONDS},
    "resume stalled document intakes": {"task": "sources.resume_stalled_intakes", "schedule": SWEEP_SECONDS},
    "ask feeds that are due": {"task": "sources.ask_due_feeds", "schedule": SWEEP_SECONDS},
    "resume stalled linking": {"task": "sources.resume_stalled_linking", "schedule": SWEEP_SECONDS},
    "resume stalled grouping": {"task": "sources.resume_stalled_grouping", "schedule": SWEEP_SECONDS},
    "resume stalled comparisons": {"task": "sources.resume_stalled_comparisons", "schedule": SWEEP_SECONDS},
    "update the search index": {"task": "sources.update_index", "schedule": SWEEP_SECONDS},
    "look at documents again": {"task": "sources.check_due_documents", "schedule": 60},
    "open missing reviews": {"task": "reviews.open_missing_reviews", "schedule": SWEEP_SECONDS},
    "send waiting notices": {"task": "reviews.send_waiting_notices", "schedule": SWEEP_SECONDS},
    "remind of reviews due soon": {"task": "reviews.remind_due_soon", "schedule": 60},
    "remind of overdue reviews": {"task": "reviews.remind_overdue", "schedule": 60},
    "escalate overdue reviews": {"task": "reviews.escalate_overdue", "schedule": 60},
    "move due times": {"task": "reviews.move_missed_due_times", "schedule": SWEEP_SECONDS},
    "ask for second reviewers": {"task": "reviews.ask_for_missed_seconds", "schedule": SWEEP_SECONDS},
    "send digests": {"task": "reviews.send_digests", "schedule": 60},
    "note forecasts": {"task": "reviews.note_forecasts", "schedule": 1200},
    "assign waiting reviews": {"task": "reviews.assign_waiting_reviews", "schedule": SWEEP_SECONDS},
    "tell those who are mentioned": {"task": "reviews.tell_mentioned", "schedule": SWEEP_SECONDS},
    "release stale reviews": {"task": "reviews.release_stale", "schedule": 60},
    "hand out claims with known answers": {"task": "reviews.hand_out_known_answers", "schedule": 600},
}

# --- Components, each behind its protocol; replacing one is a change here and nowhere else ---

FACTCHECK_COMPONENTS = {
    "extractor": {
        "BACKEND": env.str("EXTRACTOR", default="claims.extraction.trained.TrainedExtractor"),
        "OPTIONS": env.json("EXTRACTOR_OPTIONS", default={}),
    },
    "retriever": {
        "BACKEND": env.str("RETRIEVER", default="sources.retrieval.indexed.IndexRetriever"),
        "OPTIONS": env.json("RETRIEVER_OPTIONS", default={}),
    },
    "stance": {
        "BACKEND": env.str("STANCE_MODEL", default="sources.stance.trained.TrainedStance"),
        "OPTIONS": env.json("STANCE_MODEL_OPTIONS", default={}),
    },
}

# --- Connectors: the systems that publications are sent to, by name; CONNECTORS adds to them or replaces them ---

FACTCHECK_CONNECTORS = {
    "webhook": "exports.connectors.webhook.WebhookConnector",
    "wordpress": "exports.connectors.wordpress.WordPressConnector",
    "superdesk": "exports.connectors.superdesk.SuperdeskConnector",
    "arc": "exports.connectors.arc.ArcConnector",
    "generic": "exports.connectors.generic.GenericConnector",
    **env.json("CONNECTORS", default={}),
}

# --- The search index: beside the database, which is the record; empty for none ---

_SEARCH_INDEX_DIR = env.str("SEARCH_INDEX_DIR", default=str(DATA_DIR / "search"))
SEARCH_INDEX_DIR = Path(_SEARCH_INDEX_DIR).resolve() if _SEARCH_INDEX_DIR else None

# --- Limits and clocks of the desk ---

UPLOAD_MAX_BYTES = env.int("UPLOAD_MAX_BYTES", default=20_000_000)
TEXT_MAX_CHARACTERS = env.int("TEXT_MAX_CHARACTERS", default=1_000_000)
DOCUMENT_MAX_CHARACTERS = env.int("DOCUMENT_MAX_CHARACTERS", default=4_000_000)
FEED_MINUTES = env.int("FEED_MINUTES", default=30)
CLAIMS_MAX_PER_ARTICLE = env.int("CLAIMS_MAX_PER_ARTICLE", default=5_000)
EVIDENCE_PER_CLAIM = env.int("EVIDENCE_PER_CLAIM", default=8)
REVIEW_HOURS = env.int("REVIEW_HOURS", default=24)
STALE_HOURS = env.int("STALE_HOURS", default=8)
# After so many claims a reviewer is tried with one whose answer is known; 0 hands none out by itself.
CALIBRATION_EVERY = env.int("CALIBRATION_EVERY", default=0)
DESK_DAYS = read_days(env.str("DESK_DAYS", default="mon-sun"))
DESK_HOURS = read_hours(env.str("DESK_HOURS", default="00:00-24:00"))
HOLIDAYS_COUNTRY = env.str("HOLIDAYS_COUNTRY", default="")
HOLIDAYS = read_dates(env.list("HOLIDAYS", default=[]))
DUE_BEFORE_MINUTES = env.int("DUE_BEFORE_MINUTES", default=60)
REMIND_BEFORE_MINUTES = env.int("REMIND_BEFORE_MINUTES", default=120)
ESCALATE_AFTER_MINUTES = env.int("ESCALATE_AFTER_MINUTES", default=60)
SECOND_REVIEW_BELOW = env.float("SECOND_REVIEW_BELOW", default=0.0)
SECOND_REVIEW_FORCES = env.list("SECOND_REVIEW_FORCES", default=["accuses"])
SECOND_REVIEW_ACCUSED = env.bool("SECOND_REVIEW_ACCUSED", default=False)
SECOND_REVIEW_ACCUSING_WORDS = env.list("SECOND_REVIEW_ACCUSING_WORDS", default=[
    "accus*", "alleg*", "assault*", "blackmail*", "bribe*", "conspir*", "corrupt*", "cover-up", "crime*", "criminal*",
    "embezzl*", "extort*", "forg*", "fraud*", "guilty", "illegal*", "launder*", "lied", "lying", "murder*", "perjur*",
    "rape*", "scam*", "smuggl*", "steal*", "stole*", "theft*", "traffick*",
])  # fmt: skip
SECOND_REVIEW_HEALTH = env.bool("SECOND_REVIEW_HEALTH", default=False)
SECOND_REVIEW_HEALTH_WORDS = env.list("SECOND_REVIEW_HEALTH_WORDS", default=[
    "cancer*", "cure*", "diabet*", "diagnos*", "disease*", "dose*", "epidemic*", "health*", "hospital*", "infect*",
    "medic*", "pandemic*", "patient*", "pregnan*", "suicid*", "symptom*", "therap*", "tumour*", "vaccin*", "virus*",
])  # fmt: skip
SECOND_REVIEW_NUMBERS = env.bool("SECOND_REVIEW_NUMBERS", default=False)
SECOND_REVIEW_TOPICS = env.list("SECOND_REVIEW_TOPICS", default=[])
SECOND_REVIEW_SHARE = env.float("SECOND_REVIEW_SHARE", default=0.0)
AUTO_ASSIGN = env.bool("AUTO_ASSIGN", default=False)
PRESENCE_SECONDS = env.int("PRESENCE_SECONDS", default=60)
BACKFILL_PER_MINUTE = env.int("BACKFILL_PER_MINUTE", default=120)
FETCH_ALLOWED_NETWORKS = tuple(env.list("FETCH_ALLOWED_NETWORKS", default=[]))
FETCH_ALLOWED_PORTS = frozenset(env.list("FETCH_ALLOWED_PORTS", cast=int, default=[80, 443]))

DATA_UPLOAD_MAX_MEMORY_SIZE = UPLOAD_MAX_BYTES
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000

ORGANISATION_NAME = env.str("ORGANISATION_NAME", default="The Meridian Desk")
ORGANISATION_URL = env.str("ORGANISATION_URL", default=PUBLIC_URL).rstrip("/")

# --- People ---

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "reviews:desk"
LOGOUT_REDIRECT_URL = "login"

if env.str("EMAIL_URL", default=""):
    vars().update(env.email_url("EMAIL_URL"))
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA_DIR / "mail"
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="desk@localhost")

# --- API ---

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "knox.auth.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["factcheck.api.permissions.ModelRights"],
    "DEFAULT_PAGINATION_CLASS": "factcheck.api.pagination.FeedPagination",
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "factcheck.api.schema.EndpointSchema",
    "DEFAULT_THROTTLE_CLASSES": ["factcheck.api.throttling.ClientRate"],
    "DEFAULT_THROTTLE_RATES": {"user": env.str("API_RATE", default="6000/min")},
    "EXCEPTION_HANDLER": "factcheck.api.errors.answer",
    "URL_FORMAT_OVERRIDE": None,
}
API_REPLAYS = "exports.services.replays.KeptReplays"
CORS_ALLOWED_ORIGINS = env.list("API_CORS_ORIGINS", default=[])
CORS_URLS_REGEX = r"^/(api/v1|v1alpha1)/"
CORS_ALLOW_HEADERS = ("accept", "authorization", "content-type", "idempotency-key", "if-match", "if-none-match")
CORS_EXPOSE_HEADERS = (
    "etag", "idempotent-replayed", "location", "ratelimit", "ratelimit-policy", "retry-after",
)  # fmt: skip
REST_KNOX = {"TOKEN_TTL": None}  # a token says itself how long it holds
SPECTACULAR_SETTINGS = {
    "TITLE": "Fact-checking workbench",
    "DESCRIPTION": "Articles in, attributed claims and published verdicts out. Offsets count Unicode code points.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "ENUM_NAME_OVERRIDES": {
        "PublisherKindEnum": "sources.choices.SourceKind",
        "FeedKindEnum": "sources.choices.FeedKind",
        "PublicationOutKindEnum": "exports.choices.PublicationKind",
        "DeliveryOutKindEnum": "exports.choices.DeliveryKind",
    },
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SERVE_PERMISSIONS": ["rest_framework.permissions.IsAuthenticated"],
    "SERVE_AUTHENTICATION": [
        "rest_framework.authentication.SessionAuthentication",
        "knox.auth.TokenAuthentication",
    ],
}

# --- The browser ---

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    },
}
SECURE_PROXY = env.bool("BEHIND_HTTPS", default=PUBLIC_URL.startswith("https://"))
if SECURE_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

PRINT_FONTS = Path(env.str("PRINT_FONTS", default="/usr/share/fonts/truetype/dejavu"))

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
MEDIA_ROOT = DATA_DIR / "snapshots"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

LANGUAGE_CODE = "en"
TIME_ZONE = env.str("TIME_ZONE", default="UTC")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
    # The sweeps run twice a minute; a line for each task would bury what matters.
    "loggers": {
        name: {"level": env.str("TASK_LOG_LEVEL", default="WARNING")}
        for name in ("celery.beat", "celery.worker.strategy", "celery.app.trace")
    },
}
