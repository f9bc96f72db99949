"""The kinds of things that rule files hold: for each its fields, declared once, and what they
make together."""
