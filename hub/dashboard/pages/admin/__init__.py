"""The administrators' pages."""

from hub.dashboard.pages.admin import accounts, audit, quarantine, tokens

__all__ = ["accounts", "audit", "quarantine", "tokens"]
