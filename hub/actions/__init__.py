"""What staff do: each action one transaction, noted in the audit log."""
