"""``python -m manualgen``."""

from manualgen.cli import main

if __name__ == "__main__":
    main()
