"""The station in arm64 Debian roots, emulated."""
