"""Model packs: signed folders of models that are installed and taken back as a whole."""
