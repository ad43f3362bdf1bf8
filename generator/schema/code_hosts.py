# Each code host opens a file for a change at an address of its own form. Which form it is follows from the host's name for those
# that many use; a host of one's own is told in the library's card.

"""Where a change to a file can be proposed, on each code host."""

from __future__ import annotations

from typing import Literal, get_args
from urllib.parse import urlsplit

CodeHost = Literal["github", "gitlab", "gitea", "bitbucket"]
CODE_HOSTS: tuple[CodeHost, ...] = get_args(CodeHost)
_BY_NAME: dict[str, CodeHost] = {
    "github": "github",
    "gitlab": "gitlab",
    "codeberg": "gitea",
    "gitea": "gitea",
    "forgejo": "gitea",
    "bitbucket": "bitbucket",
}
_FORMS: dict[CodeHost, str] = {
    "github": "{repository}/edit/{branch}/{path}",
    "gitlab": "{repository}/-/edit/{branch}/{path}",
    "gitea": "{repository}/_edit/{branch}/{path}",
    "bitbucket": "{repository}/src/{branch}/{path}?mode=edit",
}


def host_of(repository: str) -> CodeHost:
    """The host by the name in an address; GitHub's form where the name tells nothing."""
    name = (urlsplit(repository).hostname or "").casefold()
    return next((host for part, host in _BY_NAME.items() if part in name), "github")


def edit_address(repository: str, host: CodeHost, branch: str, path: str) -> str:
    """Where a file of a repository opens for a change."""
    home = repository.rstrip("/").removesuffix(".git")
    return _FORMS[host].format(repository=home, branch=branch, path=path)
