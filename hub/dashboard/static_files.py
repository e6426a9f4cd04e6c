"""The dashboard's own style sheets and signs."""

from fastapi import Response
from fastapi.staticfiles import StaticFiles
from starlette.types import Scope

FOR_EVER = "public, max-age=31536000, immutable"


class KeptFiles(StaticFiles):
    """A file that is asked for by its digest never changes: a browser need not ask again."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """See StaticFiles."""
        response = await super().get_response(path, scope)
        if scope.get("query_string"):
            response.headers["Cache-Control"] = FOR_EVER
        return response
