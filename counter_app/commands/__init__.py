"""The commands of `counter-app`, one module each: `add_arguments(parser)` and `run(options)`."""
