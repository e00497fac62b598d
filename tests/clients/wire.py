"""Requests that are signed or broken by hand, to be sent where a client library would refuse to."""

import http.client
import json
import urllib.parse

import botocore.auth
import botocore.awsrequest
import botocore.credentials
import recorder

TARGETS = {
    "glue": "AWSGlue",
    "athena": "AmazonAthena",
    "tenon": "Tenon",
    "logs": "Logs_20140328",
    "secretsmanager": "secretsmanager",
}


class Reply:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def code(self):
        """The error code of an answer in AWS JSON."""
        return self.json["__type"].rsplit("#", 1)[-1]

    @property
    def message(self):
        reply = self.json
        return reply.get("Message", reply.get("message"))


class Wire:
    def __init__(self, server):
        self.server = server

    def credentials(self):
        settings = self.server.settings()
        return botocore.credentials.Credentials(
            settings["AWS_ACCESS_KEY_ID"], settings["AWS_SECRET_ACCESS_KEY"]
        )

    def request(
        self,
        method,
        path,
        body=b"",
        headers=None,
        service="glue",
        credentials=None,
        signer=botocore.auth.SigV4Auth,
    ):
        """A signed request as botocore makes it; change it before you send it."""
        made = botocore.awsrequest.AWSRequest(
            method=method, url=self.server.endpoint + path, data=body, headers=headers or {}
        )
        signer(credentials or self.credentials(), service, "us-east-1").add_auth(made)
        return made

    def send(self, request, body=None):
        """Sends a request as it is, signed or not; `body` replaces its own."""
        url = urllib.parse.urlsplit(request.url)
        connection = http.client.HTTPConnection(url.hostname, url.port, timeout=30)
        try:
            target = url.path + (f"?{url.query}" if url.query else "")
            data = request.data if body is None else body
            connection.request(
                request.method,
                target or "/",
                body=data or None,
                headers=dict(request.headers.items()),
            )
            answer = connection.getresponse()
            return Reply(answer.status, answer.headers, answer.read())
        finally:
            connection.close()

    def json_request(self, service, operation, document, version="1.1", **options):
        text = document if isinstance(document, bytes) else json.dumps(document).encode()
        headers = {
            "X-Amz-Target": f"{TARGETS[service]}.{operation}",
            "Content-Type": f"application/x-amz-json-{version}",
        }
        return self.request("POST", "/", text, headers, service, **options)

    def call(self, service, operation, document, version="1.1"):
        """Calls an operation with a document that no model has checked."""
        reply = self.send(self.json_request(service, operation, document, version))
        recorder.note(service, operation, None if reply.status == 200 else reply.code)
        return reply
