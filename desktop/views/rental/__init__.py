"""出租房: the room board and the front desk beside it."""
