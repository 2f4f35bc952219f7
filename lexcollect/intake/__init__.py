"""Intake: raw material → records. Enter by ``intake.taking.take_in``."""
