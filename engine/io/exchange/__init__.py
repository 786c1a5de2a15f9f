"""Landmark files of other programs: one file a format, which states its frame at the top.

A module of this package that has a `FORMAT` is a format; nothing else has to know of it.
"""
