"""One run of a job against the clock.

A client of the SDK takes more than a millisecond of a processor for each GetJobRun. Asked often
enough to time a run of a tenth of a second, it takes from the run what is to be measured. So the
question is signed once and sent again over a connection that stays open.
"""

import http.client
import json
import time
import urllib.parse

import botocore.auth
import botocore.awsrequest
import botocore.credentials
import pipeline

from harness.engine_failed import EngineFailed

SHORTEST_WAIT = 0.001  # seconds between two questions
PART_OF_RUN = 0.01  # of the time waited so far: what the clock may be wrong by


def _question(settings, job, run_id):
    """GetJobRun of this run: (body, headers). The signature holds for 15 minutes."""
    body = json.dumps({"JobName": job, "RunId": run_id})
    request = botocore.awsrequest.AWSRequest(
        "POST",
        settings["AWS_ENDPOINT_URL"] + "/",
        data=body,
        headers={
            "Content-Type": "application/x-amz-json-1.1",
            "X-Amz-Target": "AWSGlue.GetJobRun",
        },
    )
    credentials = botocore.credentials.Credentials(
        settings["AWS_ACCESS_KEY_ID"], settings["AWS_SECRET_ACCESS_KEY"]
    )
    botocore.auth.SigV4Auth(credentials, "glue", settings["AWS_DEFAULT_REGION"]).add_auth(request)
    return body, dict(request.headers)


def timed_run(server, glue, job, timeout=600):
    """Runs the job: seconds from StartJobRun until GetJobRun says SUCCEEDED, and the JobRun that it
    says so of. EngineFailed if it ends otherwise.
    """
    settings = server.settings()
    place = urllib.parse.urlsplit(settings["AWS_ENDPOINT_URL"])
    connection = http.client.HTTPConnection(place.hostname, place.port, timeout=30)
    connection.connect()
    try:
        began = time.perf_counter()
        run_id = pipeline.start_run(glue, job)
        body, headers = _question(settings, job, run_id)
        while True:
            connection.request("POST", "/", body, headers)
            answer = json.load(connection.getresponse())
            waited = time.perf_counter() - began
            if "JobRun" not in answer:
                raise EngineFailed(f"tenon: {job}: GetJobRun: {answer}")
            run = answer["JobRun"]
            if run["JobRunState"] == "SUCCEEDED":
                return waited, run
            if run["JobRunState"] not in pipeline.LIVE:
                raise EngineFailed(
                    f"tenon: {job}: the run ended {run['JobRunState']}: {run.get('ErrorMessage')}"
                )
            if waited > timeout:
                raise EngineFailed(f"tenon: {job}: the run was still going after {timeout} s")
            time.sleep(max(SHORTEST_WAIT, waited * PART_OF_RUN))
    finally:
        connection.close()
