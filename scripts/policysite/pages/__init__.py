"""Pages: the policy as plain Markdown files, one folder for each language and revision."""
