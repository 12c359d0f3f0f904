"""Orders, stock and shipments of the central depot."""

__version__ = "3.4.0"
