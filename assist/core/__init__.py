"""The pure core: values in, values out.

No `async`, no clock, no randomness, no I/O and no import from the rest of `assist`.
Whatever needs the world comes in with the event. Read `session.step` first.
"""
