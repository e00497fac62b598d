"""The `awsglue` package on open-source Apache Spark.

Written from AWS's public documentation alone; no code of AWS's own library is in it. README.md says what
is here and what is not.
"""

from typing import Any


def __getattr__(name: str) -> Any:
    # Scripts write `from awsglue import DynamicFrame`; those that only want their arguments need no Spark.
    if name in ("DynamicFrame", "DynamicFrameCollection"):
        from awsglue import dynamicframe

        return getattr(dynamicframe, name)
    raise AttributeError(f"awsglue has no attribute {name}")
