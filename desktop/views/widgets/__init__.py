"""Reusable parts of the screens; none knows the database or a service."""
