"""Pictures of every screen for the documents, made without a screen from a made-up centre."""
