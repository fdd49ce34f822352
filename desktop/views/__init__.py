"""Screens and the widgets they are made of. Imports models, services and tasks; nothing imports it but
app.
"""
