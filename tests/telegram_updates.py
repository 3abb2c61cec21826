"""How updates are delivered: by long polls, or, as far as the double knows it, by a webhook."""

from __future__ import annotations

from collections.abc import Awaitable

import telegram_rules as rules
from telegram_methods import Methods, answers
from telegram_values import Json


class UpdateMethods(Methods):
    """Answers what asks for updates, and what says how they shall come."""

    def __init__(self, token: str) -> None:
        super().__init__(token)
        self.webhook: Json = {"url": ""}
        self._poll: object = None

    @answers("getUpdates")
    def _get_updates(self, params: Json) -> Awaitable[list[Json]]:
        if self.webhook["url"]:
            remedy = "use deleteWebhook to delete the webhook first"
            raise rules.refused(409, f"can't use getUpdates method while webhook is active; {remedy}")
        if params.get("allowed_updates") is not None:
            self._allowed = set(params["allowed_updates"])
        offset, limit = params.get("offset") or 0, min(max(params.get("limit") or 100, 1), 100)
        self._forget(offset)
        return self._long_poll(limit, min(params.get("timeout") or 0, rules.LONG_POLL))

    async def _long_poll(self, limit: int, seconds: int) -> list[Json]:
        """The oldest updates, waited for if there are none; a second poll that has to wait ends the first."""
        poll = object()
        if seconds and not self._deliverable():
            self._poll = poll
            self.bell.ring()
            await self.bell.heard(lambda: self._poll is not poll or self._deliverable(), seconds)
            if self._poll is not poll:
                who = "other getUpdates request; make sure that only one bot instance is running"
                raise rules.refused(409, f"terminated by {who}")
        return self._deliverable()[:limit]

    def _forget(self, offset: int) -> None:
        """Acknowledges all updates before the offset; a negative one leaves only so many of the latest."""
        if offset < 0:
            self._queue = self._queue[offset:]
        elif offset:
            self._queue = [(update, until) for update, until in self._queue if update["update_id"] >= offset]

    def _deliverable(self) -> list[Json]:
        with self._lock:
            self._queue = [(update, until) for update, until in self._queue if until > self.clock()]
            return [update for update, _ in self._queue]

    @answers("setWebhook")
    def _set_webhook(self, params: Json) -> bool:
        if params["url"]:
            rules.check_webhook(params["url"], params.get("secret_token") or "")
            self._poll = None
        if params.get("allowed_updates") is not None:
            self._allowed = set(params["allowed_updates"])
        return self._use_webhook({name: params[name] for name in ("url", "max_connections") if name in params}, params)

    @answers("deleteWebhook")
    def _delete_webhook(self, params: Json) -> bool:
        return self._use_webhook({"url": ""}, params)

    def _use_webhook(self, webhook: Json, params: Json) -> bool:
        self.webhook = webhook
        if params.get("drop_pending_updates"):
            self._queue = []
        return True

    @answers("getWebhookInfo")
    def _get_webhook_info(self, _: Json) -> Json:
        pending = {"has_custom_certificate": False, "pending_update_count": len(self._deliverable())}
        return self.webhook | pending | ({"allowed_updates": sorted(self._allowed)} if self._allowed else {})
