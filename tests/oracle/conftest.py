"""The engine against other people's implementations: collected only when `ORACLE=1` asks for it (`make oracle`)."""

import os

collect_ignore_glob = [] if os.environ.get("ORACLE") == "1" else ["test_*.py"]


def pytest_terminal_summary(terminalreporter):
    """One line for each witness: how many cases were compared, and how many differed."""
    for report in terminalreporter.stats.get("passed", []) + terminalreporter.stats.get("failed", []):
        for name, value in report.user_properties:
            if name == "oracle" and report.when == "call":
                terminalreporter.write_line(value)
