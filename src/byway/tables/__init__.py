"""Tables on disk and the engines that work on them: DuckDB, Spark."""
