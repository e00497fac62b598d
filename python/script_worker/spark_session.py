"""Spark as the program finds it: SparkContext() and SparkSession.builder take their settings from
PYSPARK_SUBMIT_ARGS, so that they need not be told any.
"""

import os
import shlex


def prepare(script):
    arguments = []
    for name, value in sorted(script["Settings"].items()):
        arguments += ["--conf", f"{name}={value}"]
    if script["Jars"]:
        arguments += ["--jars", ",".join(script["Jars"])]
    if script["PythonFiles"]:
        arguments += ["--py-files", ",".join(script["PythonFiles"])]
    os.environ["PYSPARK_SUBMIT_ARGS"] = shlex.join([*arguments, "pyspark-shell"])


def stop_spark():
    """Ends what a program has left open, so that its last words are in the log."""
    try:
        from pyspark import SparkContext
    except ImportError:
        return
    if SparkContext._active_spark_context is not None:
        SparkContext._active_spark_context.stop()
