"""The project's own build command on a corpus of the bench.

Everything runs as in ``make site``: all checks but one, the archive, a process for each language, the index.
"""

from __future__ import annotations

import sys

import build_site

from bench.exempt import several_a_month


def main() -> int:
    with several_a_month():
        return build_site.main()


if __name__ == "__main__":
    sys.exit(main())
