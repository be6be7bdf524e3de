"""A hook of the lean system: builds one language in a process, as casebook does.

The plugin's own ``build_only_locale`` makes that language the default, and pages without a language in their name pass
for it: the English site would be Chinese wherever the Chinese file comes last.
"""

from __future__ import annotations

import os
from typing import Any

LOCALE = "BENCH_LOCALE"


def on_config(config: Any) -> Any:
    plugin = config.plugins["i18n"]
    plugin.current_language, plugin.building = os.environ[LOCALE], True
    return config
