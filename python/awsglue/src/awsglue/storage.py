"""Where objects are: how Spark reaches `s3://`."""

from __future__ import annotations

import os

from pyspark.sql import SparkSession

_S3A = "org.apache.hadoop.fs.s3a.S3AFileSystem"


def configure(session: SparkSession) -> None:
    """Lets `s3://` be read and written by Hadoop's s3a, and lets s3a speak to the endpoint that the
    environment names (AWS_ENDPOINT_URL_S3 or AWS_ENDPOINT_URL, AWS_REGION or AWS_DEFAULT_REGION).

    What the session has configured itself stays as it is. s3a's jars are the session's business.
    """
    hadoop = session.sparkContext._jsc.hadoopConfiguration()

    def default(key: str, value: str | None) -> None:
        if value and hadoop.get(key) is None:
            hadoop.set(key, value)

    default("fs.s3.impl", _S3A)
    default("fs.AbstractFileSystem.s3.impl", "org.apache.hadoop.fs.s3a.S3A")
    environment = os.environ
    endpoint = environment.get("AWS_ENDPOINT_URL_S3") or environment.get("AWS_ENDPOINT_URL")
    # Hadoop's own defaults are in its configuration, so a session's endpoint is asked of the session.
    if endpoint and session.sparkContext.getConf().get("spark.hadoop.fs.s3a.endpoint") is None:
        hadoop.set("fs.s3a.endpoint", endpoint)
        hadoop.set("fs.s3a.path.style.access", "true")
        hadoop.set("fs.s3a.connection.ssl.enabled", str(endpoint.startswith("https:")).lower())
        region = environment.get("AWS_REGION") or environment.get("AWS_DEFAULT_REGION")
        hadoop.set("fs.s3a.endpoint.region", region or "us-east-1")
