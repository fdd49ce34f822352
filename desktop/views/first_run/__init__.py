"""首次使用: a centre for a place, its administrator, the recovery code, how it looks, and data to look around in."""
