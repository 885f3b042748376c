"""The process: the table of commands, the tree that Typer runs, and the exit code of whatever happens."""
