"""Hold content against rules before a client sees it.

In: the sources of the library (and, for one client, the rendered manual). Out:
findings, each with file, line and what to write instead. One small file a rule in
``rules/``; :mod:`~manualgen.linting.registry` lists them by name. Word lists and
budgets are data, in ``data/``. The rules are explained in ``docs/lint-rules.md``.
"""
