"""The kinds of things that rule files hold: their fields, declared once, and what they make."""
