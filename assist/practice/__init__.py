"""Customers to practise with: their scripts, the sessions held, and the report at the end."""
