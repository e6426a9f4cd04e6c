"""What is asked of the store; every answer is a frozen value."""
