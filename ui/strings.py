"""The app's own words, German and English.

An answer and all about it (tags, receipts, notes, exports, cards) stand in the answer's language; pages and buttons in
the interface's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from assistant.model import Reply

Tongue = Literal["de", "en"]

_NUMBERS = ("all", "count", "articles")  # what is counted in a sentence, the first of them that stands in it

TONGUES: dict[Tongue, str] = {"de": "Deutsch", "en": "English"}

_WORDS: dict[str, tuple[str, str]] = {
    "tagline": ("Antworten mit Beleg", "Answers with receipts"),
    # pages
    "ask": ("Fragen", "Ask"),
    "people": ("Wer sagte was", "Who said what"),
    "library": ("Artikel", "Library"),
    "evaluation": ("Auswertung", "Evaluation"),
    "article": ("Artikel", "Article"),
    "shared": ("Geteilte Antwort", "Shared answer"),
    "account": ("Zugang", "Access"),
    # asking
    "welcome": ("Was möchten Sie wissen?", "What would you like to know?"),
    "welcome_more": (
        (
            "Jede Aussage trägt ihren Beleg: das wörtliche Zitat, seine Stelle im Artikel, wer es sagte, "
            "welches Medium es druckte und wann. Wenn die Artikel nicht antworten, steht das da."
        ),
        (
            "Every statement carries its receipt: the words as printed, their place in the article, who said them, "
            "which outlet printed them and when. If the articles do not answer, it says so."
        ),
    ),
    "placeholder": ("Frage an {articles} Artikel …", "Ask {articles} articles …"),
    "placeholder_one": ("Frage an 1 Artikel …", "Ask 1 article …"),
    "suggestions": ("Zum Beispiel", "For example"),
    "suggest_said": ("Was sagte {who}?", "What did {who} say?"),
    "suggest_topic": ("Was ist zum Thema {topic} bekannt?", "What is known about {topic}?"),
    "suggest_when": ("Wann war das Treffen?", "When was the meeting?"),
    "suggest_long": ("Wie lange dauerte das Treffen?", "How long did the meeting last?"),
    "suggest_trial": ("Wie lange dauerte der Prozess?", "How long did the trial last?"),
    "suggest_why": ("Warum gibt es Streit?", "Why is there a dispute?"),
    "suggest_compare": ("Was sagen {who} und {other}?", "What do {who} and {other} say?"),
    "understanding": ("Die Frage wird gelesen …", "Reading the question …"),
    "searching": ("{articles} Artikel werden durchsucht …", "Searching {articles} articles …"),
    "searching_one": ("1 Artikel wird durchsucht …", "Searching 1 article …"),
    "verifying": ("Zitate werden geprüft …", "Checking quotations …"),
    "indexing": ("Artikel werden zum ersten Mal gelesen …", "Reading the articles for the first time …"),
    "understood": ("Verstanden als", "Understood as"),
    "understood_whole": ("ganz zeigen, wie verstanden", "show all of it as understood"),
    "question_whole": ("die ganze Frage zeigen", "show the whole question"),
    "stopped": ("Angehalten; was bis dahin da war, steht hier.", "Stopped; what was there by then is shown."),
    "stopped_early": ("Angehalten, bevor etwas gefunden war.", "Stopped before anything was found."),
    "stop": ("Anhalten", "Stop"),
    "again": ("Noch einmal", "Ask again"),
    "edit": ("Ändern", "Edit"),
    "resend": ("Neu fragen", "Ask this instead"),
    "cancel": ("Abbrechen", "Cancel"),
    "question": ("Frage", "Question"),
    "new": ("Neue Frage", "New question"),
    "earlier_turns": ("{count} frühere zeigen", "Show {count} earlier"),
    "earlier_turns_one": ("1 frühere zeigen", "Show 1 earlier"),
    "too_long": ("Eine Frage hat höchstens {most} Zeichen.", "A question has at most {most} characters."),
    "failed": (
        "Das hat nicht geklappt. Wer Beleg betreibt, findet mehr unter der Kennung {code}.",
        "That did not work. Whoever runs Beleg finds more under the code {code}.",
    ),
    "busy": ("Gerade fragen zu viele; bitte gleich noch einmal.", "Too many are asking right now; try again shortly."),
    "limit_minute": (
        "Das waren viele Fragen in einer Minute; bitte kurz warten.",
        "Many questions in one minute; please wait a little.",
    ),
    "limit_day": ("Für heute sind die Fragen aufgebraucht.", "Today's questions are used up."),
    "limit_pages": (
        "Das waren viele Seiten in kurzer Zeit; bitte kurz warten.",
        "Many pages in a short time; please wait a little.",
    ),
    # filters
    "filters": ("Welche Artikel", "Which articles"),
    "since": ("Von", "From"),
    "until": ("Bis", "To"),
    "outlets": ("Medien", "Outlets"),
    "all_outlets": ("alle", "all"),
    "remain": ("{count} von {all} Artikeln bleiben", "{count} of {all} articles remain"),
    "remain_one": ("{count} von 1 Artikel bleibt", "{count} of 1 article remains"),
    "remain_all": ("alle {all} Artikel", "all {all} articles"),
    "remain_all_one": ("1 Artikel", "1 article"),
    "wrong_days": ("„Bis“ liegt vor „Von“; es wird nichts gefiltert.", "“To” is before “From”; nothing is filtered."),
    "clear": ("Alle Artikel", "All articles"),
    # receipts
    "open": ("Im Artikel zeigen", "Show in the article"),
    "receipt": ("Beleg {marker}", "Receipt {marker}"),
    "also": (
        "auch berichtet: {articles} Artikel, {origins} unabhängig",
        "also reported: {articles} articles, {origins} independent",
    ),
    "also_same": ("auch berichtet: {articles} Artikel, eine Quelle", "also reported: {articles} articles, one origin"),
    "also_same_one": ("auch berichtet: im selben Artikel", "also reported: in the same article"),
    "direct": ("wörtlich", "verbatim"),
    "indirect": ("sinngemäß", "indirect"),
    "reported": ("berichtet", "reported"),
    "via": ("über {via}", "via {via}"),
    "place": ("Zeichen {start}–{end}", "characters {start}–{end}"),
    "undated": ("ohne Datum", "undated"),
    "model_words": ("Worte des Modells {model}", "words of the model {model}"),
    "model_unproved": (
        "ungeprüft: Worte des Modells {model}, belegt ist nur das Zitat",
        "unproved: words of the model {model}, only the quotation is proved",
    ),
    "model_translation": ("Übersetzung des Modells", "translation by the model"),
    "differ": ("weicht ab", "differs"),
    "searched_title": ("Wo und wonach gesucht wurde", "Where and for what was searched"),
    "searched": ("Gesucht in {articles} Artikeln{days}.", "Searched {articles} articles{days}."),
    "searched_one": ("Gesucht in 1 Artikel{days}.", "Searched 1 article{days}."),
    "searched_more": (
        "Jedes Wort der Frage, und was in den Artikeln dafür gesucht wurde:",
        "Each word of the question, and what was searched for in its place:",
    ),
    "not_found": ("kommt nicht vor", "does not occur"),
    "no_answer": ("Keine Antwort in den Artikeln", "No answer in the articles"),
    "nearest": ("Was am nächsten kam – keine Antwort", "What came nearest – not an answer"),
    "gone": (
        "{count} Belege sind nicht mehr da: Der Artikel wurde entfernt.",
        "{count} receipts are gone: the article was removed.",
    ),
    "gone_one": (
        "1 Beleg ist nicht mehr da: Der Artikel wurde entfernt.",
        "1 receipt is gone: the article was removed.",
    ),
    "gone_whole": ("Die Belege dieser Antwort wurden entfernt.", "The receipts of this answer were removed."),
    "changed": ("Der Artikel wurde seither geändert", "The article has changed since"),
    "version_gone": (
        "Der Artikel wurde seither geändert; die Stelle, auf die der Link zeigt, ist nicht mehr da.",
        "The article has changed since; the passage that the link leads to is not there any more.",
    ),
    "version_unknown": (
        "Der Link nennt keine Fassung, und der Artikel wurde geändert; vielleicht war eine andere Stelle gemeint.",
        "The link names no version, and the article has changed before: another passage may have been meant.",
    ),
    # reader
    "in_corpus": ("Artikel in „{corpus}“", "Article in “{corpus}”"),
    "statements": ("Sonst sagt {who} hier", "Elsewhere here, {who} says"),
    "statements_all": ("Wer sagt was in diesem Artikel", "Who says what in this article"),
    "editions": ("Fassungen", "Versions"),
    "headline": ("Überschrift", "Headline"),
    "versions": ("Frühere Fassungen", "Earlier versions"),
    "copy_of": ("fast gleich in: {others}", "near-copy in: {others}"),
    "copies": ("Fast gleiche Artikel", "Near-copies"),
    "removed": ("Was nicht zum Artikel gehört", "What was not the article's"),
    "replaced": ("ersetzt am {when}", "replaced on {when}"),
    "permalink": ("Dauerlink zur Stelle", "Permanent link to this place"),
    "not_there": ("Das gibt es hier nicht.", "There is nothing here by that name."),
    "close": ("Schließen", "Close"),
    "somebody": ("niemand genannt", "nobody named"),
    # conversations
    "conversations": ("Gespräche", "Conversations"),
    "search_conversations": ("Gespräche durchsuchen", "Search conversations"),
    "rename": ("Umbenennen", "Rename"),
    "title": ("Titel", "Title"),
    "save": ("Sichern", "Save"),
    "delete": ("Löschen", "Delete"),
    "delete_sure": ("Endgültig löschen, auch was geteilt wurde", "Delete for good, shares too"),
    "export": ("Mitnehmen", "Export"),
    "manage": ("Dieses Gespräch", "This conversation"),
    "link_owner": ("Link für Sie selbst", "Link for yourself"),
    "thumbs_reason": ("Was stimmt nicht?", "What is wrong?"),
    "thanks": ("Danke, ist notiert.", "Thank you, noted."),
    # sharing
    "share": ("Teilen", "Share"),
    "share_more": (
        (
            "Ein Link auf genau diese Antwort mit ihren Belegen. "
            "Wer ihn hat, kann sie ohne Konto prüfen und sonst nichts sehen."
        ),
        (
            "A link to this one answer with its receipts. "
            "Whoever has it can check them without an account, and can see nothing else."
        ),
    ),
    "share_days": ("Gültig für", "Valid for"),
    "days": ("{count} Tage", "{count} days"),
    "share_make": ("Link erstellen", "Make the link"),
    "share_once": ("Der Link wird nur jetzt gezeigt:", "The link is shown only now:"),
    "share_open": ("Offener Link vom {made}, gültig bis {until}", "Open link of {made}, valid until {until}"),
    "revoke": ("Zurückziehen", "Revoke"),
    "share_gone": (
        "Diesen Link gibt es nicht, oder er gilt nicht mehr.",
        "This link does not exist or is no longer valid.",
    ),
    "share_none": (
        "Diese Antwort ist nicht mehr da; sie wurde anderswo durch eine neue ersetzt.",
        "This answer is no longer there; a new one took its place elsewhere.",
    ),
    "share_head": ("Geteilte Antwort, Stand {day}", "Shared answer, as of {day}"),
    "share_until": ("gültig bis {day}", "valid until {day}"),
    "holds_ask": ("Gilt das noch?", "Does this still hold?"),
    "holds_same": ("Der Artikel ist unverändert.", "The article is unchanged."),
    "holds_moved": (
        "Der Artikel wurde geändert; das Zitat steht noch wörtlich darin.",
        "The article has changed; the quotation still stands in it word for word.",
    ),
    "holds_lost": (
        "Der Artikel wurde geändert; das Zitat steht nicht mehr darin.",
        "The article has changed; the quotation no longer stands in it.",
    ),
    "holds_gone": ("Der Artikel ist nicht mehr da.", "The article is no longer there."),
    "held_all": (
        "Alle {count} Belege stehen noch: Ihre Artikel sind unverändert.",
        "All {count} receipts stand: their articles are unchanged.",
    ),
    "held_all_one": (
        "Der Beleg steht noch: Sein Artikel ist unverändert.",
        "The receipt stands: its article is unchanged.",
    ),
    "held": ("{count} Belege geprüft: {each}.", "{count} receipts checked: {each}."),
    "held_one": ("1 Beleg geprüft: {each}.", "1 receipt checked: {each}."),
    "held_same": ("{number} unverändert", "{number} unchanged"),
    "held_moved": ("{number} geändert, das Zitat steht noch darin", "{number} changed, with the quotation still in it"),
    "held_lost": ("{number} geändert, das Zitat steht nicht mehr darin", "{number} changed, without the quotation"),
    "held_gone": ("{number} nicht mehr da", "{number} no longer there"),
    "card": ("Karte als HTML", "Card as HTML"),
    "card_png": ("Karte als Bild", "Card as a picture"),
    "card_more": ("und {count} weitere Aussagen", "and {count} more statements"),
    "card_more_one": ("und 1 weitere Aussage", "and 1 more statement"),
    # library
    "library_search": ("Suche in Titel, Medium, Datum und Datei", "Search title, outlet, date and file"),
    "library_first": (
        "Die Tabelle zeigt die ersten {most}; ein Wort in der Suche grenzt ein.",
        "The table shows the first {most}; a word in the search narrows this down.",
    ),
    "library_ask": ("Die Artikel selbst fragen: {words}", "Ask the articles themselves: {words}"),
    "library_none": (
        "Kein Titel, kein Medium, kein Tag und keine Datei heißt so. Was in den Artikeln steht, findet eine Frage.",
        "No title, outlet, day or file is called so. What stands in the articles is found by a question.",
    ),
    "library_count": ("{count} von {all} Artikeln", "{count} of {all} articles"),
    "library_count_one": ("{count} von 1 Artikel", "{count} of 1 article"),
    "date": ("Datum", "Date"),
    "outlet": ("Medium", "Outlet"),
    "file": ("Datei", "File"),
    "choose_row": ("Eine Zeile ankreuzen, um den Artikel zu lesen.", "Tick a row to read the article."),
    "add": ("Artikel hinzufügen", "Add articles"),
    "upload": (
        "Dateien: Text, Markdown, HTML, JSON, CSV, PDF, je bis 5 MB",
        "Files: text, Markdown, HTML, JSON, CSV, PDF, up to 5 MB each",
    ),
    "reading": ("Wird gelesen …", "Reading …"),
    "reading_of": ("{done} von {total} gelesen", "{done} of {total} read"),
    "upload_do": ("Lesen und aufnehmen", "Read and add"),
    "folder": ("Freigegebener Ordner", "Allowed folder"),
    "folder_do": ("Ordner aufnehmen oder auffrischen", "Add or refresh the folder"),
    "no_folders": (
        "Kein Ordner ist freigegeben; wer Beleg startet, nennt sie mit --allow ORDNER.",
        "No folder is allowed; whoever starts Beleg names them with --allow FOLDER.",
    ),
    "report": (
        "{added} neu, {changed} geändert, {removed} entfernt, {unchanged} unverändert",
        "{added} added, {changed} changed, {removed} removed, {unchanged} unchanged",
    ),
    "skipped": ("{count} übergangen", "{count} skipped"),
    "own_first": (
        (
            "Schon der erste eigene Artikel löst die Demonstration ab: "
            "Gefragt werden dann nur noch die eigenen, nicht mehr die der Demonstration."
        ),
        (
            "Your first own article already takes the demonstration's place: "
            "from then on only your own are asked, no longer those of the demonstration."
        ),
    ),
    "own_now": (
        "Gefragt werden ab jetzt Ihre eigenen Artikel, nicht mehr die der Demonstration.",
        "From now on your own articles are asked, no longer those of the demonstration.",
    ),
    "remove": ("Aus dem Index nehmen", "Remove from the index"),
    "purge": ("Mit allen Spuren löschen", "Purge every trace"),
    "remove_means": (
        (
            "Aus dem Index genommen, wird der Artikel nicht mehr gefragt und nirgends mehr gezeigt; sein Text bleibt "
            "vorerst auf der Platte. Mit allen Spuren gelöscht, bleibt von ihm nichts, auch nicht in der hochgeladenen "
            "Datei; nur Dateien in Ihren eigenen Ordnern rührt Beleg nicht an."
        ),
        (
            "Removed from the index, the article is no longer asked or shown anywhere; its text stays on the disk for "
            "now. Purged, nothing of it is left, not in the uploaded file either; only files in folders of your own "
            "are not touched."
        ),
    ),
    "purge_unfinished": (
        "Noch nicht alle Spuren sind gelöscht; bitte noch einmal löschen.",
        "Not every trace is purged yet; please purge it again.",
    ),
    "sure": ("Ja, wirklich", "Yes, really"),
    "purged_done": ("{count} Artikel mit allen Spuren gelöscht.", "{count} articles purged with every trace."),
    "purged_done_one": ("1 Artikel mit allen Spuren gelöscht.", "1 article purged with every trace."),
    "removed_done": ("{count} Artikel entfernt.", "{count} articles removed."),
    "removed_done_one": ("1 Artikel entfernt.", "1 article removed."),
    "health": ("Zustand des Index", "Health of the index"),
    "health_do": ("Prüfen", "Check"),
    "healthy": (
        "Gesund: Dateien, Kennungen, Stichproben, Äußerungen und Macher stimmen überein.",
        "Healthy: files, ids, samples, statements and makers agree.",
    ),
    "generation": ("Stand {name}: {counts}", "Generation {name}: {counts}"),
    "articles": ("{count} Artikel", "{count} articles"),
    "articles_one": ("1 Artikel", "1 article"),
    "passages": ("{count} Passagen", "{count} passages"),
    "passages_one": ("1 Passage", "1 passage"),
    "statements_held": ("{count} Äußerungen", "{count} statements"),
    "statements_held_one": ("1 Äußerung", "1 statement"),
    "statements_count": ("Äußerungen", "statements"),
    # people
    "speaker": ("Person", "Person"),
    "everyone": ("alle", "everyone"),
    "topic": ("Thema oder Frage", "Topic or question"),
    "topic_hint": ("etwa Donbass", "such as Donbas"),
    "how": ("Wie gesagt", "How it was said"),
    "said_count": ("{count} Äußerungen", "{count} statements"),
    "said_count_one": ("1 Äußerung", "1 statement"),
    "said_by": ("von {count} Personen", "by {count} people"),
    "said_unread": (
        "Gelesen wurden die {read} neuesten Artikel; {left} ältere nicht. Eine Person oder ein Thema grenzt ein.",
        "The {read} latest articles were read, {left} older ones were not. A person or a topic narrows this down.",
    ),
    "people_drawn": (
        "Die Zeitleiste zeigt die {drawn} von {all} Personen, von denen die meisten Äußerungen sind.",
        "The timeline shows the {drawn} of {all} people who say most.",
    ),
    "said_by_one": ("von 1 Person", "by 1 person"),
    "timeline": ("Zeitleiste", "Timeline"),
    "more_said": ("{count} weitere zeigen", "Show {count} more"),
    "when_said": ("Zeitleiste dazu", "Timeline of it"),
    # evaluation
    "eval_more": (
        "Wie gut sind die Antworten? Fragen mit bekannten Fundstellen werden gestellt und jede Antwort daran gemessen.",
        "How good are the answers? Questions whose evidence is known are asked, and each answer is measured by it.",
    ),
    "no_reports": ("In {folder} liegt noch kein Bericht.", "There is no report in {folder} yet."),
    "topics": ("Fragen", "Topics"),
    "demo_topics": ("die zu den Demonstrationsartikeln", "those about the demonstration articles"),
    "run_own": ("Jetzt messen: {count} eigene Fragen", "Run now: {count} topics of your own"),
    "run_own_one": ("Jetzt messen: 1 eigene Frage", "Run now: 1 topic of your own"),
    "own_topics": (
        "Eigene Fragen können hier gemessen werden, wenn sie als *.topics.jsonl in {folder} liegen.",
        "Topics of your own can be run here once they lie in {folder} as *.topics.jsonl.",
    ),
    "run_now": ("Jetzt messen: {count} Fragen zu den Demonstrationsartikeln", "Run now: {count} demonstration topics"),
    "run_now_one": ("Jetzt messen: 1 Frage zu den Demonstrationsartikeln", "Run now: 1 demonstration topic"),
    "run_progress": ("{done} von {all} Fragen gestellt", "{done} of {all} topics asked"),
    "run_progress_one": ("{done} von 1 Frage gestellt", "{done} of 1 topic asked"),
    "run_done": ("Fertig: Bericht {name}.", "Done: report {name}."),
    "run_failed": ("Die Auswertung ist nicht zu Ende gelaufen:", "The evaluation did not finish:"),
    "verdict": ("Urteil", "Verdict"),
    "changed_questions": ("Fragen, die anders ausgingen", "Questions that came out otherwise"),
    "none_changed": ("Keine von {count}.", "None of {count}."),
    "now_passes": ("jetzt richtig", "now passes"),
    "no_longer_passes": ("nicht mehr richtig", "no longer passes"),
    "report_one": ("Bericht", "Report"),
    "report_other": ("verglichen mit", "compared with"),
    "measure": ("Maß", "Measure"),
    "difference": ("Unterschied", "Difference"),
    "drafts": ("Aus Daumen werden Fragen", "Thumbs become topics"),
    "drafts_more": (
        "{count} Antworten wurden beurteilt; als Entwurf für Fragen mit Belegen:",
        "{count} answers were judged; as drafts of topics with evidence:",
    ),
    "drafts_more_one": (
        "1 Antwort wurde beurteilt; als Entwurf für eine Frage mit Belegen:",
        "1 answer was judged; as the draft of a topic with evidence:",
    ),
    "none_judged": ("Noch keine Antwort wurde beurteilt.", "No answer has been judged yet."),
    "download": ("Herunterladen", "Download"),
    # access
    "sign_in": ("Anmelden", "Sign in"),
    "sign_out": ("Abmelden", "Sign out"),
    "sign_in_first": ("Bitte melden Sie sich an.", "Please sign in."),
    "signed_in": ("Angemeldet als {name} ({role})", "Signed in as {name} ({role})"),
    "not_allowed": ("Dafür reicht Ihre Rolle nicht.", "Your role does not allow this."),
    "new_role": ("Ihre Rolle ist jetzt {role}.", "Your role is now {role}."),
    "suspended": ("Dieser Zugang ist gesperrt.", "This access is suspended."),
    "session_over": ("Die Anmeldung ist abgelaufen.", "The sign-in has expired."),
    "refused": (
        (
            "Diese Adresse ist von außen erreichbar, aber es ist weder eine Anmeldung eingerichtet noch ausdrücklich "
            "öffentliches Lesen erlaubt. docs/sharing.md sagt, wie es geht."
        ),
        (
            "This address can be reached from outside, but neither is sign-in configured nor public reading explicitly "
            "allowed. docs/sharing.md says how."
        ),
    ),
    "public_note": ("Öffentlich, nur lesen; nichts wird gespeichert.", "Public, read-only; nothing is kept."),
    "accesses": ("Protokoll der Zugriffe", "Log of accesses"),
    "chain_whole": ("Die Kette von {count} Einträgen ist unversehrt.", "The chain of {count} entries is whole."),
    "chain_whole_one": ("Die Kette von 1 Eintrag ist unversehrt.", "The chain of 1 entry is whole."),
    "chain_broken": ("Die Kette ist ab Eintrag {entry} verletzt.", "The chain is broken from entry {entry} on."),
    "when": ("Wann", "When"),
    "who": ("Wer", "Who"),
    "did": ("Was", "What"),
    "decision": ("Entscheidung", "Decision"),
    "allowed": ("erlaubt", "allowed"),
    "about": ("Kennung", "Id"),
    "suspend": ("Sperren", "Suspend"),
    "readmit": ("Wieder zulassen", "Readmit"),
    "persons": ("Personen", "People"),
    "language": ("Sprache", "Language"),
}


def own(reply: Reply | None, tongue: Tongue) -> Tongue:
    """The language that a reply and all about it stand in: its own; of none, the interface's, `tongue`."""
    return tongue if reply is None else reply.language


def say(tongue: Tongue, name: str, /, **values: object) -> str:
    """The words called `name`, filled in; what is said of one thing has words of its own, called ``…_one``."""
    number = next((values[each] for each in _NUMBERS if each in values), None)
    words = _WORDS[f"{name}_one" if number == 1 and f"{name}_one" in _WORDS else name][0 if tongue == "de" else 1]
    return words.format(**values) if values else words
