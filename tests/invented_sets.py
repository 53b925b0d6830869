"""A small invented question set in SQuAD's form."""

from __future__ import annotations

BRIDGE = (
    "Die Hängebrücke über die Mulme wurde 1931 eröffnet. Entworfen hat sie die Ingenieurin Ottilie Brandeis, die "
    "zuvor drei Fährhäuser gebaut hatte. Die Brücke ist 214 Meter lang und ruht auf zwei Pfeilern aus Basalt."
)
FERRY = (
    "Bis zur Eröffnung der Brücke setzte die Fähre Seeschwalbe täglich elfmal über. Ihr letzter Fährmann, Jost "
    "Wiebold, verkaufte sie für 900 Mark an einen Schrotthändler."
)
BEES = (
    "Die Sandbiene nistet in lockerem Boden und fliegt von März bis Mai. Sie sammelt Pollen vor allem an Weiden. "
    "Der größte Bestand lebt auf dem Lüner Heidefeld."
)
_QUESTIONS = [
    ("Brücken", BRIDGE, "Wer hat die Hängebrücke entworfen?", ["Ottilie Brandeis"]),
    ("Brücken", BRIDGE, "Wie lang ist die Brücke über die Mulme?", ["214 Meter"]),
    ("Brücken", FERRY, "Wie hieß der letzte Fährmann der Seeschwalbe?", ["Jost Wiebold", "Wiebold"]),
    ("Bienen", BEES, "Wann fliegt die Sandbiene?", ["von März bis Mai"]),
    ("Bienen", BEES, "Wie viele Augen hat die Sandbiene?", []),
]


def squad(*, version: str = "v2.0") -> dict[str, object]:
    data: dict[str, dict[str, list[dict[str, object]]]] = {}
    for number, (title, context, question, answers) in enumerate(_QUESTIONS):
        found = [{"text": answer, "answer_start": context.index(answer)} for answer in answers]
        row = {"id": f"q{number % 4}", "question": question, "answers": found, "is_impossible": not answers}
        data.setdefault(title, {}).setdefault(context, []).append(row)
    entries = [
        {"title": title, "paragraphs": [{"context": context, "qas": qas} for context, qas in paragraphs.items()]}
        for title, paragraphs in data.items()
    ]
    return {"version": version, "data": entries}
