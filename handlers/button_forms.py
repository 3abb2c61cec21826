"""Callback data -> the press that it says, if a button of ours may carry it: a client can be made to send anything."""

import re
from collections.abc import Mapping

from handlers.buttons import Press, Verb, from_data, to_data
from handlers.catalogues import LANGUAGES

ENTRY = r"[^\s:|/]+"  # or a topic, by its id
ID = r"[1-9][0-9]{0,17}"  # as many digits as any database holds
GROUP = rf"-{ID}"
GAP = rf"{GROUP}/(?:0|{ID})/(?:[0-9a-f]{{8}})?"
PAGE = r"(?:[1-9][0-9]?)?"

# the number of a button, if it has one, and what it is about
_VERBS: Mapping[str, tuple[Verb, ...]] = {
    ":": (Verb.NONE_OF_THESE, Verb.LANGUAGE, Verb.HELP, Verb.FORGET),
    ":off": (Verb.CONNECT,),
    f":{ENTRY}": (
        *(Verb.CHOOSE, Verb.RELATED, Verb.SOURCES, Verb.HELPFUL, Verb.UNHELPFUL, Verb.OUTDATED),
        *(Verb.EDIT, Verb.RESTORE),
    ),
    f"{PAGE}:": (Verb.TOPICS, Verb.QUOTES),
    f"{PAGE}:{ENTRY}": (Verb.PART, Verb.TOPIC),
    f"{PAGE}:(?:{ENTRY})?": (Verb.SOURCES_PAGE,),
    f"{PAGE}:(?:{ENTRY}|/{ID})": (Verb.HISTORY,),
    f":{ID}": (
        *(
            Verb.TELL_ME,
            Verb.SUGGEST,
            Verb.CONFIRM,
            Verb.SAVE,
            Verb.SAVE_ANYWAY,
            Verb.FIELDS,
            Verb.MORE,
            Verb.AS_PHRASING,
        ),
        *(Verb.REPLACE, Verb.KEEP_EVIDENCE, Verb.START_NEW, Verb.IMPORT, Verb.UNDO),
        *(Verb.ACCEPT, Verb.AMEND, Verb.DECLINE, Verb.PROPOSAL),
    ),
    f"{PAGE}:{ID}": (Verb.FIELD, Verb.SKIP, Verb.BACK, Verb.PICK),
    f"1?:{ID}": (Verb.CANCEL,),
    f":{GROUP}/{ID}": (Verb.REDO, Verb.REMOVE_EDITOR),
    f":{GROUP}/[a-z]+": (Verb.DIGEST,),
    f"{PAGE}:{GAP}": (Verb.MISSED_LIST,),
    f":{GAP}": (Verb.MISSED, Verb.ADD_PHRASING, Verb.ANSWER_NOW),
    f"1?:{GAP}": (Verb.NOT_OURS, Verb.IGNORE),
}
FORMS = {verb: re.compile(form) for form, verbs in _VERBS.items() for verb in verbs}


def press_of(data: str) -> Press | None:
    """Return the press that callback data says, or None where no button of ours carries such data."""
    said = from_data(data) if data.isprintable() else None
    return said if said and to_data(said) == data and _is_well_formed(said) else None


def _is_well_formed(press: Press) -> bool:
    is_spoken = press.language in LANGUAGES or (press.verb is Verb.LANGUAGE and not press.language)  # as one writes
    return is_spoken and FORMS[press.verb].fullmatch(f"{press.number or ''}:{press.about}") is not None
