"""From source documents to corpus files: what stays of each, what it is, whether it is there already."""

from .make import Made, make, slugify
from .near import Near
from .store import Written, write

__all__ = ["Made", "Near", "Written", "make", "slugify", "write"]
