"""What stands before every page."""

import logging

from django.db import OperationalError
from django.http import HttpResponse
from django.shortcuts import render

logger = logging.getLogger("form")

HEALTH_PATHS = ("/health/", "/health")
# Nothing but the site's own files; no page of it inside another's frame.
CONTENT_POLICY = (
    "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)


def answer_health_checks(get_response):
    """Says that this process answers. A load balancer asks by the machine's own address, which is
    in no list of hosts; and the database is not asked, since a deployment begins before the
    database lets it in, and no restart of the site would mend that.
    """

    def middleware(request):
        if request.path in HEALTH_PATHS:
            return HttpResponse("ok\n", content_type="text/plain")
        return get_response(request)

    return middleware


def add_content_policy(get_response):
    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_POLICY)
        return response

    return middleware


class DatabaseDown:
    """Tells people when the database cannot be reached, and the log why."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, OperationalError):
            return None
        logger.error("The database does not answer: %s", exception)
        # Without the request the template asks nothing of the session, which is in the database.
        response = render(None, "database_down.html", status=503)
        response.headers["Retry-After"] = "30"
        return response
