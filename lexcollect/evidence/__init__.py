"""Evidence: records → items. Enter by ``catalogue.load_catalogue`` and ``proposal.propose_catalogue``."""
