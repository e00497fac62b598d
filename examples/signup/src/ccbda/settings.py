"""Settings of the sign-up site. What differs from place to place comes from the environment
(environment.py); .env.example lists the variables.
"""

import pathlib

from ccbda import environment

BASE_DIR = pathlib.Path(__file__).resolve().parent.parent

environment.load()

SECRET_KEY = environment.read("DJANGO_SECRET_KEY")
DEBUG = environment.is_true("DJANGO_DEBUG")
ALLOWED_HOSTS = environment.read_list("DJANGO_ALLOWED_HOSTS")

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "form",
]

MIDDLEWARE = [
    # First, so that a health check needs to know no host name.
    "ccbda.middleware.answer_health_checks",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "ccbda.middleware.add_content_policy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "ccbda.middleware.DatabaseDown",
]

ROOT_URLCONF = "ccbda.urls"
WSGI_APPLICATION = "ccbda.wsgi.application"

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

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": environment.read("POSTGRES_DB"),
        "USER": environment.read("POSTGRES_USER"),
        "PASSWORD": environment.read("POSTGRES_PASSWORD"),
        "HOST": environment.read("POSTGRES_HOST"),
        "PORT": environment.read("POSTGRES_PORT", "5432"),
        # A connection serves many requests, and is tried before each: the database may have gone.
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        # Seconds until a database that does not answer is given up.
        "OPTIONS": {"connect_timeout": 5},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en-us"
TIME_ZONE = "UTC"
USE_TZ = True

# WhiteNoise serves the files of static/ where they lie, whatever serves the site: gunicorn, or
# runserver with DJANGO_DEBUG=False. So there is nothing to collect first.
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = True

SESSION_COOKIE_SAMESITE = "Lax"
SECURE_REFERRER_POLICY = "same-origin"

# Everything that the site has to say goes to the terminal, with and without DJANGO_DEBUG.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
    },
    "handlers": {
        "terminal": {"class": "logging.StreamHandler", "formatter": "line"},
    },
    "loggers": {
        "form": {"handlers": ["terminal"], "level": "INFO", "propagate": False},
        "django": {"handlers": ["terminal"], "level": "INFO", "propagate": False},
    },
}
