"""`pramana ask`: a message -> its reply, as text for people or as JSON for programs."""

import json
from datetime import date
from typing import Any

import click

from bot.showing import console, show_reply
from handlers.buttons import Button, Verb
from handlers.markup import MESSAGE_LIMIT
from handlers.rendering import render
from handlers.replies import Reply
from handlers.speaking import reply_language
from knowledge import (
    Answer,
    Asked,
    Clarify,
    Decision,
    Knowledge,
    Matches,
    Outcome,
    Quote,
    Several,
    Source,
    consult,
    foremost,
    in_language,
)


def ask(question: str, knowledge: Knowledge, language: str | None, *, as_json: bool) -> None:
    """Print the reply to a question. Raises UsageError where no message could hold it."""
    # Bytes of the command line that are no text come as lone surrogates.
    question = question.encode(errors="surrogateescape").decode(errors="replace")
    if len(question) > MESSAGE_LIMIT:
        raise click.UsageError(
            f"the question has {len(question)} signs, and a message holds {MESSAGE_LIMIT}; shorten it"
        )
    matches, decision = consult(question, knowledge.match)
    reply = render(decision, knowledge, language or reply_language(matches.language, None, None), date.today())
    if as_json:
        click.echo(json.dumps(_report(matches, decision, reply, knowledge), ensure_ascii=False, indent=2))
    else:
        show_reply(console(), reply.html, _choices(decision, reply))


def _choices(decision: Outcome, reply: Reply) -> list[str]:
    """Return the texts of the buttons that offer a choice; there is nobody to press the others."""
    is_unclear = isinstance(decision, Several) and any(isinstance(one.decision, Clarify) for one in decision.questions)
    offering = {Verb.CHOOSE, Verb.NONE_OF_THESE} | ({Verb.RELATED} if is_unclear else set())
    pressed = (button for row in reply.buttons for button in row if isinstance(button, Button))
    return [button.text for button in pressed if button.press.verb in offering]


def _report(matches: Matches, decision: Outcome, reply: Reply, knowledge: Knowledge) -> dict[str, Any]:
    """Return the answer as data. Of several questions the first that is answered stands for all, and each is a part."""
    first = foremost(matches, decision)
    report = {
        **_found(first),
        "question": matches.question,
        "reply": {
            "html": reply.html,
            "text": reply.text,
            "language": reply.language,
            **_evidence(first.decision, knowledge, reply.language),
        },
    }
    if isinstance(decision, Several):
        report["parts"] = [
            {**_found(one), **_evidence(one.decision, knowledge, reply.language)} for one in decision.questions
        ]
    return report


def _found(asked: Asked) -> dict[str, Any]:
    matches, decision = asked.matches, asked.decision
    return {
        "question": asked.text,
        "decision": type(decision).__name__.lower(),
        "entry": decision.match.entry.id if isinstance(decision, Answer) else None,
        "confidence": round(matches.best.confidence, 4) if matches.best else 0.0,
        "candidates": [
            {"entry": match.entry.id, "confidence": round(match.confidence, 4), "phrasing": match.phrasing}
            for match in matches.ranked
        ],
    }


def _evidence(decision: Decision, knowledge: Knowledge, language: str) -> dict[str, Any]:
    if not isinstance(decision, Answer):
        return {"quotes": [], "sources": [], "as_of": None, "status": None}
    entry = decision.match.entry
    return {
        "quotes": [_quote(quote, language) for quote in entry.quotes],
        "sources": [_source(knowledge.source(id_), language) for id_ in entry.all_sources],
        "as_of": entry.as_of.isoformat() if entry.as_of else None,
        "status": entry.status.value if entry.status else None,
    }


def _quote(quote: Quote, language: str) -> dict[str, Any]:
    return {
        "text": quote.text,
        "speaker": in_language(quote.speaker, language),
        "role": in_language(quote.role, language) or None,
        "source": quote.source,
    }


def _source(source: Source, language: str) -> dict[str, Any]:
    return {
        "id": source.id,
        "title": in_language(source.title, language),
        "kind": source.kind.value,
        "publisher": source.publisher,
        "url": source.url,
        "published": "-".join(f"{part:02}" for part in source.published if part) if source.published else None,
        "note": in_language(source.note, language) or None,
    }
