"""`pramana ask`: one question -> its reply, as text for people or as JSON for programs."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import click

from bot.showing import console, show_reply
from handlers.markup import MESSAGE_LIMIT
from handlers.rendering import render
from handlers.replies import Reply
from handlers.speaking import reply_language
from knowledge import Answer, Clarify, Decision, Entry, Knowledge, Library, Matches, Quote, Source, decide, in_language


def ask(question: str, knowledge_path: Path, language: str | None, *, as_json: bool) -> None:
    """Print the reply to a question. Raises UsageError where no message could hold it."""
    # Bytes of the command line that are no text come as lone surrogates.
    question = question.encode(errors="surrogateescape").decode(errors="replace")
    if len(question) > MESSAGE_LIMIT:
        raise click.UsageError(
            f"the question has {len(question)} signs, and a message holds {MESSAGE_LIMIT}; shorten it"
        )
    knowledge = Library(knowledge_path).knowledge
    matches = knowledge.match(question)
    decision = decide(matches)
    reply = render(decision, knowledge, language or reply_language(matches.language, None, None), date.today())
    if as_json:
        click.echo(json.dumps(_report(matches, decision, reply, knowledge), ensure_ascii=False, indent=2))
    else:
        choices = reply.buttons if isinstance(decision, Clarify) else ()
        show_reply(console(), reply.html, [button.text for row in choices for button in row])


def _report(matches: Matches, decision: Decision, reply: Reply, knowledge: Knowledge) -> dict[str, Any]:
    answered = decision.match.entry if isinstance(decision, Answer) else None
    return {
        "question": matches.question,
        "decision": type(decision).__name__.lower(),
        "entry": answered.id if answered else None,
        "confidence": round(matches.best.confidence, 4) if matches.best else 0.0,
        "candidates": [
            {"entry": match.entry.id, "confidence": round(match.confidence, 4), "phrasing": match.phrasing}
            for match in matches.ranked
        ],
        "reply": {
            "html": reply.html,
            "text": reply.text,
            "language": reply.language,
            **_evidence(answered, knowledge, reply.language),
        },
    }


def _evidence(entry: Entry | None, knowledge: Knowledge, language: str) -> dict[str, Any]:
    if entry is None:
        return {"quotes": [], "sources": [], "as_of": None, "status": None}
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
