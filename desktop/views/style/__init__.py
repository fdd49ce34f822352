"""The look: colours, sizes, fonts, icons and the style sheet. Nothing else in the program names a colour or
a size factor.
"""
