"""Who trains: known by face or card with consent, anonymous otherwise."""
