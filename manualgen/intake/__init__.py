"""What the client told us: a YAML file in, a :class:`~manualgen.intake.profile.Profile` out.

Each value keeps its place in the file, so that every complaint, here or in a later
room, can point at the line that caused it. What was not given stays not given.
"""
