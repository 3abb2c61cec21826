"""How calls about messages are answered: sending, editing, deleting, reacting, and the files in them."""

from __future__ import annotations

import telegram_rules as rules
import telegram_shapes as shapes
import telegram_texts as texts
from telegram_methods import Access, Methods, answers
from telegram_rules import bad_request
from telegram_values import Chat, Json
from telegram_world import quoted


class MessageMethods(Methods):
    """Answers what sends and changes messages."""

    def __init__(self, token: str) -> None:
        super().__init__(token)
        self.reactions: dict[tuple[int, int], list[Json]] = {}
        self._sent: list[tuple[int, int]] = []

    # --- sending

    @answers("sendMessage")
    def _send_message(self, params: Json) -> Json:
        text = rules.read_message_text(params)
        chat, envelope = self._envelope(params)
        rules.check_message(text)
        shown = {name: params[name] for name in ("link_preview_options",) if params.get(name)}
        return self._post(chat, envelope | {"text": text.text} | self._entities("entities", text) | shown)

    @answers("sendDocument")
    def _send_document(self, params: Json) -> Json:
        document = self._document(params.get("document"))
        caption = rules.read_text(params, "caption", "caption_entities")
        chat, envelope = self._envelope(params)
        rules.check_caption(caption)
        words = {"caption": caption.text} if caption.text else {}
        return self._post(chat, envelope | document | words | self._entities("caption_entities", caption))

    def _envelope(self, params: Json) -> tuple[Chat, Json]:
        """Where a message of the bot goes, and all it carries besides its content."""
        markup = rules.read_markup(params)
        chat = self._reach(params, Access.WRITE)
        replied, quote = self._replied(chat, params)
        thread = params.get("message_thread_id")
        if thread and thread not in chat.topics:  # thread 1, General, is no topic here, as at Telegram
            raise bad_request("Message thread not found")
        place = self._placed(chat, thread, replied)
        self._check_may_write(chat, place.get("message_thread_id"))
        keyboard = rules.check_markup(markup, private=chat.user is not None)
        protected = {"has_protected_content": True} if params.get("protect_content") else {}
        return chat, place | quote | protected | ({"reply_markup": keyboard} if keyboard else {})

    def _replied(self, chat: Chat, params: Json) -> tuple[Json | None, Json]:
        """The message replied to, if any, and the quote from it."""
        about = params.get("reply_parameters") or {"message_id": params.get("reply_to_message_id")}
        if str(about.get("chat_id", chat.id)) not in (str(chat.id), f"@{chat.username}"):
            raise AssertionError("the double does not emulate replies across chats")
        if not about.get("message_id"):
            return None, {}
        replied = self.messages.get((chat.id, about["message_id"]))
        if replied is None and not (about | params).get("allow_sending_without_reply"):
            raise bad_request("message to be replied not found")
        if replied is None or not about.get("quote"):
            return replied, {}
        quote = rules.read_text({"text": about["quote"], "parse_mode": about.get("quote_parse_mode")})
        return replied, quoted(replied, quote.text, about.get("quote_position", 0))

    def _check_may_write(self, chat: Chat, thread: int | None) -> None:
        if chat.status(self.bot) == "restricted" and not chat.may(self.bot, "can_send_messages"):
            raise bad_request("Not enough rights to send text messages to the chat")
        topic = chat.topics.get(thread or 0)
        if topic and topic.closed and not chat.may(self.bot, "can_manage_topics"):
            raise bad_request("TOPIC_CLOSED")

    def _entities(self, name: str, text: texts.Formatted) -> Json:
        """The entities of a text, with mentioned people in full; strangers are not mentioned."""
        known = [e for e in text.entities if "user" not in e or e["user"]["id"] in self.users]
        full = [e | ({"user": self.users[e["user"]["id"]].json()} if "user" in e else {}) for e in known]
        return {name: full} if full else {}

    def _post(self, chat: Chat, content: Json) -> Json:
        if self.flood:
            self.flood.count(chat.id, self.clock())
        message = self._write(chat, {"from": self.bot.json()}, content)
        self._sent.append((chat.id, message["message_id"]))
        return message

    # --- editing, deleting, reacting

    @answers("editMessageText")
    def _edit_message_text(self, params: Json) -> Json:
        text, markup = rules.read_message_text(params), rules.read_markup(params)
        chat, message = self._reach_own_message(params)
        if "text" not in message:
            raise bad_request("There is no text in the message to edit")
        rules.check_message(text)
        keyboard = rules.check_markup(markup, private=chat.user is not None, only_inline=True)
        shown = {"text": text.text, **self._entities("entities", text)}
        return self._edited(message, ("text", "entities"), shown | ({"reply_markup": keyboard} if keyboard else {}))

    @answers("editMessageReplyMarkup")
    def _edit_message_reply_markup(self, params: Json) -> Json:
        markup = rules.read_markup(params)
        chat, message = self._reach_own_message(params)
        keyboard = rules.check_markup(markup, private=chat.user is not None, only_inline=True)
        return self._edited(message, (), {"reply_markup": keyboard} if keyboard else {})

    def _edited(self, message: Json, replaced: tuple[str, ...], content: Json) -> Json:
        """The message with content and keyboard replaced: an edit without keyboard takes the old one away."""
        names = (*replaced, "reply_markup")
        if all(message.get(name) == content.get(name) for name in names):
            raise rules.not_modified()
        for name in names:
            message.pop(name, None)
        message |= content | {"edit_date": self.now()}
        return message

    @answers("deleteMessage")
    def _delete_message(self, params: Json) -> bool:
        if not params.get("message_id"):
            raise bad_request("Message identifier is not specified")
        chat, message = self._reach_message(params, "message to delete", Access.WRITE)
        own = message.get("from", {}).get("id") == self.bot.id
        fresh = self.now() - message["date"] < rules.OWN_MESSAGE_DELETABLE
        if not (chat.may(self.bot, "can_delete_messages") or (fresh and (own or chat.user))):
            raise bad_request("message can't be deleted")
        self.delete(message)
        return True

    @answers("setMessageReaction")
    def _set_message_reaction(self, params: Json) -> bool:
        chat, message = self._reach_message(params, "message to react", Access.READ)
        rules.check_reaction(params.get("reaction") or [])
        self.reactions[chat.id, message["message_id"]] = params.get("reaction") or []
        return True

    @answers("sendChatAction")
    def _send_chat_action(self, params: Json) -> bool:
        rules.check_action(params["action"])
        self._reach(params, Access.WRITE)
        return True

    @answers("answerCallbackQuery")
    def _answer_callback_query(self, params: Json) -> bool:
        made = self.open_queries.pop(params["callback_query_id"], None)
        if made is None or self.clock() - made > rules.CALLBACK_LIFETIME:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        if len(params.get("text") or "") > rules.CALLBACK_ANSWER_LENGTH:
            self.open_queries[params["callback_query_id"]] = made
            raise bad_request("MESSAGE_TOO_LONG")
        return True

    # --- files

    def _document(self, given: shapes.Upload | str | None) -> Json:
        if not given:
            raise bad_request("There is no document in the request")
        file_id = self.keep_file(given) if isinstance(given, shapes.Upload) else given
        if file_id not in self.files:
            raise bad_request("wrong file identifier/HTTP URL specified")
        return self._document_of(file_id)

    @answers("getFile")
    def _get_file(self, params: Json) -> Json:
        file_id = params.get("file_id")
        if not file_id:
            raise bad_request("file_id not specified")
        if file_id not in self.files:
            raise bad_request("invalid file_id")
        size = len(self.files[file_id].data)
        if size > rules.FILE_BYTES:
            raise bad_request("file is too big")
        return {
            "file_id": file_id,
            "file_unique_id": f"U{file_id}",
            "file_size": size,
            "file_path": f"files/{file_id}",
        }

    def file_at(self, path: str) -> bytes | None:
        """The bytes at a file_path which getFile gave; None for any other path."""
        file = self.files.get(path.removeprefix("files/"))
        return file.data if file else None
