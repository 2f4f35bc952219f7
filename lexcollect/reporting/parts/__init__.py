"""Parts: from figures to the tables of a report, one module a report. Each figure is told with what it means."""
