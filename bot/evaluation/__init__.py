"""How well the assistant understands: gold sets, metrics, trials of pipelines, lint of the data."""
