"""The client's record: files of a build in, a draft or an issued revision out, whole or not at all.

Numbers are given once (``ledger``), builds land by one rename (``staging``), and every
file can be checked against what was built (``manifest``, ``verify``).
"""
