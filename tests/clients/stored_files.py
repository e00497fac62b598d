"""What a server has on disk."""

import os


def everything_in(folder):
    """The bytes of every file below a folder."""
    found = b""
    for parent, _, names in os.walk(folder):
        for name in names:
            with open(os.path.join(parent, name), "rb") as file:
                found += file.read()
    return found
