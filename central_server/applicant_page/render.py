"""Fills the page's template: everything from outside is escaped, no script, no link out."""

import base64
import hashlib
from functools import cache

import jinja2
from markupsafe import Markup

from central_server.applicant_page.view import StatusPage
from counter_app.basics.resources import resource

_FOLDER = "applicant_page"


def render(page: StatusPage) -> str:
    """The page as HTML."""
    return _template().render(page=page, style=Markup(_style()))


@cache
def security_policy(*, asks: bool) -> str:
    """Content-Security-Policy: nothing is loaded; the one style by its hash.

    Nothing is sent either, but for the two answers and back to the page that asks for them.
    """
    target = "'self'" if asks else "'none'"
    digest = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; "
        f"base-uri 'none'; form-action {target}; frame-ancestors 'none'"
    )


@cache
def _style() -> str:
    return resource(_FOLDER, "page.css").read_text("utf-8")


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(resource(_FOLDER)),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("page.html.j2")
