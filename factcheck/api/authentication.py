"""Tokens of the CMS, in the three places in which programs can send one."""

import base64
import binascii
from typing import Final

from drf_spectacular.contrib.knox_auth_token import KnoxTokenScheme
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from knox.auth import TokenAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

UNKNOWN: Final = (
    "This token opens nothing: it is wrong, its time is over, or it was revoked. Ask the desk for a new one."
)


class CmsToken(TokenAuthentication):  # type: ignore[misc]
    """``Authorization: Token ...``; also bytes that are no text are just a wrong token."""

    def authenticate_credentials(self, token: bytes) -> tuple[object, object]:
        """The account and its token; ``AuthenticationFailed`` when nobody has this token."""
        if not token.isascii():
            raise AuthenticationFailed(UNKNOWN)
        try:
            found: tuple[object, object] = super().authenticate_credentials(token)
        except AuthenticationFailed as error:
            raise AuthenticationFailed(UNKNOWN) from error
        return found


class TokenAsPassword(CmsToken):
    """The token as the password of HTTP Basic, whatever the name: all that a feed reader can send."""

    def authenticate(self, request: Request) -> tuple[object, object] | None:
        """The account and its token; ``None`` when nothing of the kind was sent."""
        kind, _, sent = request.headers.get("Authorization", "").partition(" ")
        if kind.lower() != "basic":
            return None
        try:
            _name, _, token = base64.b64decode(sent, validate=True).partition(b":")
        except (binascii.Error, ValueError) as error:
            raise AuthenticationFailed(UNKNOWN) from error
        return self.authenticate_credentials(token)

    def authenticate_header(self, _request: Request) -> str:
        """What a client without a token is told to send."""
        return 'Basic realm="factcheck"'


class TokenAsKey(CmsToken):
    """The token as the parameter ``key``, as clients of Google's APIs send theirs."""

    def authenticate(self, request: Request) -> tuple[object, object] | None:
        """The account and its token; ``None`` when nothing of the kind was sent."""
        key = request.query_params.get("key", "")
        return self.authenticate_credentials(key.encode()) if key else None


class CmsTokenScheme(KnoxTokenScheme):  # type: ignore[no-untyped-call]
    """How the OpenAPI description tells of the token."""

    target_class = "factcheck.api.authentication.CmsToken"
    name = "token"


class TokenAsPasswordScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """How the OpenAPI description tells of the token in HTTP Basic."""

    target_class = "factcheck.api.authentication.TokenAsPassword"
    name = "tokenAsPassword"

    def get_security_definition(self, _auto_schema: object) -> dict[str, str]:
        """Basic, the token as the password."""
        return {"type": "http", "scheme": "basic", "description": "Any name, and the token as the password."}
