"""Networks, one a file, each with its config beside it."""
