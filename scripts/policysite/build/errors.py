"""What makes a build impossible, in words for the person who asked for it."""


class BuildError(Exception):
    """The site could not be built; the message says why and what to do."""
