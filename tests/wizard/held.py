"""Files of a site that a test holds back."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, Route

SITE = "**/assets/**/"
"""Where a site has its files, whatever the policy and the revision."""


class Held:
    """Files that do not come as long as they are held; those asked for later do."""

    def __init__(self, context: BrowserContext, name: str) -> None:
        self.holds = True
        self.routes: list[Route] = []
        context.route(SITE + name, self.take)

    def take(self, route: Route) -> None:
        if self.holds:
            self.routes.append(route)
        else:
            route.continue_()

    def let_go(self) -> None:
        self.holds = False
        for route in self.routes:
            route.continue_()
