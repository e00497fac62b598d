"""The crash tests start and kill servers of their own; they share the helpers of the client
tests.
"""

import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "examples/pipeline"), str(ROOT / "tests/clients")]
