"""What every command uses: its session, options, values, and where its results go."""
