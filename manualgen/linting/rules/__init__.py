"""One rule a file, each of the same shape: ``RULE`` with name, description and check."""
