"""What a curator writes rests on something: its quotes, who said them, and where they stand. Pure."""

from knowledge.curating.drafting import SOURCE, TITLE_SIGNS, Written
from knowledge.dates import PartialDate
from knowledge.naming import unused
from knowledge.values import Quote, Source


def with_quote(written: Written, quote: Quote) -> Written:
    """Return it with a quote in place of the first one, from the first source there is."""
    source = written.sources[0].id if written.sources else SOURCE
    quotes = (quote.model_copy(update={"source": source}), *written.quotes[1:])
    return written.model_copy(update={"quotes": quotes, "former": None})


def with_speaker(written: Written, speaker: str, said_on: PartialDate | None, language: str) -> Written:
    """Return it with the first quote said by somebody, and on a day if that is known."""
    first = written.quotes[0]
    named: dict[str, object] = {"speaker": {language: speaker[:TITLE_SIGNS]}, "said_on": said_on or first.said_on}
    return written.model_copy(update={"quotes": (first.model_copy(update=named), *written.quotes[1:])})


def with_source(written: Written, source: Source) -> Written:
    """Return it with a source in place of the first one, whose quotes are now from this one."""
    rest = written.sources[1:]
    id_ = written.sources[0].id if written.sources else unused(SOURCE, [one.id for one in rest])
    sources = (source.model_copy(update={"id": id_}), *rest)
    return written.model_copy(update={"sources": sources, "former": None})


def with_former_evidence(written: Written) -> Written:
    """Return it resting on what its answer before rested on."""
    former = written.former
    return written.model_copy(update={**dict(former), "former": None}) if former else written


def without_quote(written: Written) -> Written:
    """Return it without its first quote."""
    return written.model_copy(update={"quotes": written.quotes[1:]})


def without_source(written: Written) -> Written:
    """Return it without its first source, and without the quotes from there."""
    gone = {source.id for source in written.sources[:1]}
    quotes = tuple(quote for quote in written.quotes if quote.source not in gone)
    return written.model_copy(update={"sources": written.sources[1:], "quotes": quotes})
