"""What is wrong with the data, in words for the person at the command line."""


class DataError(Exception):
    """The data cannot be used; the message names the file and what would be right."""
