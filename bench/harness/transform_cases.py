"""Every transform as a case, and one without any."""

from harness.managed_cases import MANAGED
from harness.member_cases import MEMBERS
from harness.transform_case import Case

COPY = Case("copy, no transform", [], ["FROM orders"], "orders")
CASES = [COPY, *MEMBERS, *MANAGED]
