"""Holding Ground: records of practice in, a checked and cleared library out."""

__version__ = "0.1.0"
