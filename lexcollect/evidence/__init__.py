"""Evidence: records → items. Enter by ``evidence.catalogue.load_catalogue`` and ``evidence.proposal``."""
