class EngineFailed(Exception):
    """A run that did not succeed; nothing can be compared then."""
