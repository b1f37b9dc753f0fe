"""What counts as nothing. Must not judge anything else."""


def is_blank(value: object) -> bool:
    """Absent, null and blank are the same thing."""
    return value is None or (isinstance(value, str) and not value.strip())
