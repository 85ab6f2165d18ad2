"""The page under `/`: what this address is for. Plain HTML, no script, nothing from elsewhere."""

from html import escape

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from sync.server.founding import state_name
from sync.server.office import Office


def console_routes(office: Office) -> APIRouter:
    """Return the routes of the pages that people open in a browser."""
    router = APIRouter(include_in_schema=False)

    @router.get("/")
    def page() -> HTMLResponse:
        """Name the office and say how a coalition reaches it."""
        return HTMLResponse(_PAGE.format(name=escape(state_name(office))))

    return router


_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{name} - Coalition Desk</title>
</head>
<body>
<main>
<h1>{name}</h1>
<p>This is the office where the coalitions of {name} keep their records level.</p>
<p>Members work with the Coalition Desk program on their own computers. To join, open it,
choose <strong>Join with a code</strong>, and give it this address and the code
that the office sent you.</p>
</main>
</body>
</html>
"""
