#!/usr/bin/env python3
"""Prints "PASSED FAILED" of a JUnit report as pytest writes it; skipped tests are in neither number."""
import sys
import xml.etree.ElementTree


def count(report):
    suites = list(xml.etree.ElementTree.parse(report).getroot().iter("testsuite"))
    failed = sum(int(suite.get("failures", 0)) + int(suite.get("errors", 0)) for suite in suites)
    skipped = sum(int(suite.get("skipped", 0)) for suite in suites)
    return sum(int(suite.get("tests", 0)) for suite in suites) - failed - skipped, failed


if __name__ == "__main__":
    print(*count(sys.argv[1]))
