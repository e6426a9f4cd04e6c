"""A real PostgreSQL for a test; the test is skipped where it is not installed."""

import pytest

from tools.hubload import postgres


class Postgres(postgres.Postgres):
    def __init__(self) -> None:
        if postgres.programs() is None:
            pytest.skip("PostgreSQL is not installed (apt-get install postgresql)")
        super().__init__(safe=False)
