"""Charts that answer a question: each with a sentence that says it, and a table."""
