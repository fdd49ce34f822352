"""Files of roster problems: our own JSON and the public benchmark."""
