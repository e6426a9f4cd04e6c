"""Members between stations and hub: galleries, cards, and who is forgotten."""
