"""The `awsglue` package on open-source Apache Spark.

Written from AWS's public documentation alone; no code of AWS's own library is in it. README.md says what
is here and what is not.
"""
