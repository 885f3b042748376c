"""`civicode demo`: a sample office made by running the real commands."""
