"""``python -m lexcollect``: the same as the ``lexcollect`` command."""

from lexcollect.cli.main import run

if __name__ == "__main__":
    run()
