"""The subcommands: each module has NAME, `add_parser` and `execute(arguments, terminal) -> Outcome`."""
