"""What gunicorn serves: `gunicorn ccbda.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ccbda.settings")

application = get_wsgi_application()
