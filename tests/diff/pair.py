"""Makes pairs of documents: a sample, and the same with edits that are known, written in another way."""
import dataclasses
import pathlib
import random
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "convert"))
from canonical import Node, parse  # noqa: E402
import documents  # noqa: E402
from dictionary import Dictionary, bases  # noqa: E402
from editing import Editor, Place  # noqa: E402
from items import NOISE, UNKNOWN, Items  # noqa: E402
from people import People, item, likeness  # noqa: E402

BASES = bases()
DICTIONARIES = {name: Dictionary(name) for name in ("ctf", "school-census")}
PUPILS = (1, 2, 3, 6, 12, 25)
EDITS_OF_PEOPLE = ("removed", "added", "moved", "rekeyed_with_former", "rekeyed_by_uln", "rekeyed_by_name", "without_upn", "with_upn", "ambiguous")
EDITS_OF_ITEMS = ("item_changed", "item_changed", "repeated_value_changed", "item_removed", "item_removed", "item_added", "item_added",
                  "entry_removed", "entry_added", "entry_changed", "entry_of_another_key", "unknown_added", "unknown_removed", "unknown_changed",
                  "attribute_added", "attribute_changed", "emptied")


@dataclasses.dataclass
class Pair:
    """`order` names the records of which something is told, as they have to be told."""
    name: str
    edition: str
    old: bytes
    new: bytes
    changes: list
    ambiguities: list
    order: list
    matched: dict     # how many records of both documents were matched by what
    edits: list       # names, for who has to understand a difference
    exact: bool       # the patched old document is the new one, order and all
    disguise: str


def sample(program, edition, pupils, seed, phase):
    return parse(documents.sample(program, edition, pupils, seed, phase, bad=False))


def make(program, number, seed, alone=None):
    """One pair. With `alone` only edits of this name are made; `none` makes none at all."""
    dice = random.Random(f"{seed}-{number}")
    edition = documents.EDITIONS[(number * 7 + seed) % len(documents.EDITIONS)]
    phase = dice.choice(documents.PHASES)
    root = sample(program, edition, PUPILS[number % len(PUPILS)], seed * 10000 + number + 1, phase)
    dictionary = DICTIONARIES[edition.split("@")[0]]
    prepare(root, dictionary, dice)
    editor = Editor(root, dictionary, dice)
    donors = editor.records(sample(program, edition, 12, seed * 10000 + number + 5001, phase))
    edits = edit(editor, donors, dice, alone)
    exact = Disguise(editor).put_on() == 0 and editor.exact
    old, old_way = written(editor.old, dice)
    new, new_way = written(editor.new, dice)
    return Pair(f"{number:04}-{edition.replace('@', '-')}-{phase}", edition, old, new, editor.changes, editor.ambiguities(), told_in_order(editor),
                matched_by(editor), edits, exact, f"{old_way}, {new_way}")


def prepare(root, dictionary, dice):
    """What samples lack: unknown elements, attributes and a pupil without a UPN, which both documents have."""
    places = [place for place in Place(None, root).all() if place.above and place.node.children and dictionary.find(place.path)]
    for place in dice.sample(places, min(len(places), 2)):
        place.node.inside.insert(dice.randint(0, len(place.node.inside)), Node(dice.choice(UNKNOWN), {}, [dice.choice(["1", "red"])]))
    values = [place for place in Place(None, root).all() if not place.node.children]
    for place in dice.sample(values, 2):
        place.node.attributes["note"] = "a"
    records = [node for node in root.all() if node.name in [row.name for row in dictionary.records()]]
    alone = [record for record in records if [likeness(each) for each in records].count(likeness(record)) == 1]
    if alone and dice.random() < 0.3:
        item(dice.choice(alone), "UPN").inside = []


def edit(editor, donors, dice, alone):
    people = People(editor, donors)
    items = Items(editor, BASES)
    if alone:
        wanted = [alone] * (0 if alone == "none" else 3)
    else:
        wanted = dice.choices(EDITS_OF_PEOPLE, k=dice.randint(0, 4)) + dice.choices(EDITS_OF_ITEMS, k=dice.randint(0, 8))
    return [name for name in wanted if getattr(people if hasattr(people, name) else items, name)()]


def told_in_order(editor):
    """Keys of records: those of the old document in its order, then those only in the new one in its order."""
    new_of = {id(editor.twin(record)): record for record in editor.records(editor.new) if editor.twin(record)}
    old = [editor.key_of(new_of.get(id(record), record)) for record in editor.records(editor.old) if editor.is_told(record)]
    return old + [editor.key_of(record) for record in editor.records(editor.new) if editor.twin(record) is None and editor.is_told(record)]


def matched_by(editor):
    found = {}
    for record in editor.records(editor.new):
        if editor.twin(record) is not None:
            by = editor.matched_by.get(id(record), "UPN")
            found[by] = found.get(by, 0) + 1
    return found


class Disguise:
    """What has not to be told: another order, other blanks, other forms of values, a younger header."""

    def __init__(self, editor):
        self._editor = editor
        self._dice = editor.dice

    def put_on(self):
        """Returns how often siblings have another order now, which a patch does not undo."""
        return self._put_on(Place(None, self._editor.new), False, True)

    def _put_on(self, place, shown, keys_shown):
        """`shown`: the value stands in what is told; `keys_shown`: so do those of keys."""
        row = self._editor.row(place)
        if row is None:
            return 0
        if row.is_record:
            keys_shown = any(self._editor.claimed(node) for node in place.node.all())
        shown = shown or self._editor.claimed(place.node)
        attributes = sorted(place.node.attributes.items())
        place.node.attributes = dict(self._dice.sample(attributes, len(attributes)))
        if place.node.children:
            return self._shuffle_entries(place) + sum(self._put_on(Place(place, child), shown, keys_shown) for child in place.node.children)
        if place.node.name in NOISE and "Header" in place.path and self._dice.random() < 0.5:
            place.node.text = "2026-11-22T12:00:00" if place.node.name == "DateTime" else str(self._dice.randrange(100, 999))
        elif place.node.text and not shown and not (keys_shown and self._editor.is_key(place)):
            self._write_otherwise(place.node, BASES.get(row.type))
        if place.node.name != "UPN" and self._dice.random() < 0.02:
            place.node.name = self._dice.choice([*row.aliases, row.name.upper(), row.name.lower()])
        return 0

    def _shuffle_entries(self, place):
        """Siblings of one name change places, if they are a repeated structure."""
        for name in sorted({child.name for child in place.node.children}):
            row = self._editor.dictionary.find(f"{place.path}/{name}")
            indices = [index for index, each in enumerate(place.node.inside) if isinstance(each, Node) and each.name == name]
            if row is not None and row.repeated and len(indices) > 1 and self._dice.random() < 0.3:
                shuffled = [place.node.inside[index] for index in self._dice.sample(indices, len(indices))]
                for index, node in zip(indices, shuffled):
                    place.node.inside[index] = node
                return 1
        return 0

    def _write_otherwise(self, node, base):
        if self._dice.random() > 0.05:
            return
        text = node.text
        if base == "boolean":
            node.text = {"true": "1", "false": "0", "1": "true", "0": "false"}.get(text, text)
        elif base == "integer" and text.isdigit():
            node.text = "0" + text
        elif base == "decimal" and text.replace(".", "").isdigit():
            node.text = text + "0" if "." in text else text + ".0"
        elif base == "dateTime" and text[-1:].isdigit() and "." not in text:
            node.text = text + ".000"
        else:
            node.text = self._dice.choice([" ", "\n  ", ""]) + text + self._dice.choice(["", "  ", "\n"])


def written(root, dice):
    """The document in some encoding and layout. Returns how, too."""
    text = documents.Text(dice, wild=dice.random() < 0.5).write(root)
    codec, name = dice.choice(documents.ENCODINGS)
    return documents.encoded(f'<?xml version="1.0" encoding="{name}"?>\n' + text, codec, dice), codec
