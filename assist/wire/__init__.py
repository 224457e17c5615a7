"""The border: JSON in, core values out, and back. Nothing else in the service looks at JSON.

text.py      bytes <-> JSON values          faults.py   what is wrong, field by field
times.py     RFC 3339 or numbers            bodies.py   what may come in (pydantic)
roles.py     whose words these are          reading.py  bodies -> core values
shapes.py    what goes out (typed dicts)    writing.py  core values -> shapes
state.py     a conversation as bytes for the store
"""
