"""The guided first set-up of a station: questions, checks, one commented file."""
