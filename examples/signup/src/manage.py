#!/usr/bin/env python3
"""Django's command line for the sign-up site: `python src/manage.py help`."""

import os
import sys


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ccbda.settings")
    try:
        from django.core.management import execute_from_command_line
    except ImportError as missing:
        raise SystemExit(
            f"Django is not installed ({missing}): pip install -r src/requirements.txt, in the "
            "virtual environment that you run this with"
        ) from None
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
