"""``python -m tests.sites``: write the sites."""

from pathlib import Path

from tests.sites.built import sites

if __name__ == "__main__":
    for site in sites():
        site.write(Path("fixtures/platforms"))
        print(site.family, len(site.files), "files")
