"""The process in which a script job runs: `python -m script_worker`."""
