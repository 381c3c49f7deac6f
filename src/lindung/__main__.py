"""`python -m lindung`."""

from lindung.door.command import main

if __name__ == "__main__":
    main()
