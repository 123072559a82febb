"""Tokens of the CMS."""

from drf_spectacular.contrib.knox_auth_token import KnoxTokenScheme
from knox.auth import TokenAuthentication
from rest_framework.exceptions import AuthenticationFailed


class CmsToken(TokenAuthentication):  # type: ignore[misc]
    """``Authorization: Token ...``; also bytes that are no text are just a wrong token."""

    def authenticate_credentials(self, token: bytes) -> tuple[object, object]:
        """The account and its token; ``AuthenticationFailed`` when nobody has this token."""
        if not token.isascii():
            message = "Invalid token."
            raise AuthenticationFailed(message)
        found: tuple[object, object] = super().authenticate_credentials(token)
        return found


class CmsTokenScheme(KnoxTokenScheme):  # type: ignore[no-untyped-call]
    """How the OpenAPI description tells of the token."""

    target_class = "factcheck.api.authentication.CmsToken"
    name = "token"
