"""Reads what S3 answers: errors and documents."""
import xml.etree.ElementTree


def code_of(failure):
    """The error code and the HTTP status of a failure that pytest caught."""
    answer = failure.value.response
    return answer["Error"]["Code"], answer["ResponseMetadata"]["HTTPStatusCode"]


def error_of(reply):
    """The members of an error document."""
    return {child.tag: child.text for child in xml.etree.ElementTree.fromstring(reply.body)}
