"""A document that is edited, and the list of what a comparison has to tell about it.

Every edit claims what it touches, so that no two meet: the list is right by construction, without a second comparison.
"""
import copy
import dataclasses
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "convert"))
from canonical import Node  # noqa: E402

RECORD_KINDS = ("added", "removed", "moved", "re-keyed")
ITEM_KINDS = ("item-added", "item-removed", "item-changed")


@dataclasses.dataclass(frozen=True, order=True)
class Change:
    """`record` is the UPN as a report names the pupil; empty outside of the records. A change of a record has no path."""
    kind: str
    record: str
    path: str = ""
    entries: tuple = ()  # (item, value) of the entries of repeated structures that it stands in
    before: str = ""
    after: str = ""


@dataclasses.dataclass(frozen=True, order=True)
class Ambiguity:
    by: str
    key: str
    old_records: tuple
    new_records: tuple


class Place:
    """A node and the way to it from the root."""

    def __init__(self, above, node):
        self.above = above
        self.node = node
        self.path = f"{above.path}/{node.name}" if above else node.name

    @property
    def way(self):
        """Places from the root to this one."""
        return [*(self.above.way if self.above else []), self]

    def all(self):
        yield self
        for child in self.node.children:
            yield from Place(self, child).all()


class Editor:
    """The old document, the new one that edits are made to, and the changes so far."""

    def __init__(self, root, dictionary, dice):
        self.old = root
        self.new = copy.deepcopy(root)
        self.dictionary = dictionary
        self.dice = dice
        self.changes = []
        self._ambiguous = []
        self.exact = True          # whether the new document is the patched old one, its order too
        self.matched_by = {}       # id of a new record that was not matched by UPN: by what, in the words of a report
        self._claimed = set()      # ids of nodes of the new document
        self._told = set()         # ids of records
        self._copies = []          # keeps removed nodes alive, so that their ids stay theirs
        self._twins = {id(new): old for old, new in zip(self.records(self.old), self.records(self.new))}

    # Places

    def row(self, place):
        return self.dictionary.find(place.path)

    def record_places(self, root):
        """In the order of the document."""
        places = [Place(None, root)]
        frames = {above.path for row in self.dictionary.records() for above in row.way[:-1]}
        paths = {row.path for row in self.dictionary.records()}
        while any(place.path in frames for place in places):
            inner = [[Place(place, child) for child in place.node.children] if place.path in frames else [place] for place in places]
            places = [place for group in inner for place in group if place.path in frames | paths]
        return places

    def records(self, root):
        return [place.node for place in self.record_places(root)]

    def twin(self, record):
        """The old record of a new one; None for a new pupil."""
        return self._twins.get(id(record))

    def record_of(self, place):
        """The record that a place of the new document is in; None outside of the records."""
        return next((each.node for each in place.way if getattr(self.row(each), "is_record", False)), None)

    def places(self):
        """Places of the new document where an edit of items makes sense: outside of the records, and in records of both documents."""
        return list(self._places(Place(None, self.new)))

    def _places(self, place):
        row = self.row(place)
        if row is None or not row.is_record or self.twin(place.node) is not None:
            yield place
            for child in place.node.children:
                yield from self._places(Place(place, child))

    def is_value(self, place):
        """Whether a value is to stand there, even if there is none. Unknown elements count when nothing is in them."""
        row = self.row(place)
        return not place.node.children and (row is None or not row.children)

    def is_key(self, place):
        """Whether it is by this value that an entry or a record is known."""
        for above in place.way[:-1]:
            row = self.row(above)
            if row and any(place.path == f"{row.path}/{item}" for item in row.key):
                return True
        return False

    # What reports say of a place

    def key_of_entry(self, place):
        """What tells an entry from its siblings; None for what is no entry of a repeated structure."""
        row = self.row(place)
        if row is None or not row.repeated or not row.key or row.is_record:
            return None
        return tuple((item, child.text) for item in row.key for child in place.node.children if child.name == item)

    def entries(self, place):
        return tuple(part for each in place.way for part in self.key_of_entry(each) or ())

    def key_of(self, record):
        """How reports name a record: the UPN in the newer document that has it."""
        return next((node.text.strip() for node in record.all() if node.name == "UPN"), "")

    def old_path(self, place):
        """The path in the old document, where the pupil may be on another roll."""
        record = self.record_of(place)
        if record is None:
            return place.path
        here = next(each.path for each in place.way if each.node is record)
        twin = self.twin(record)
        there = next(each.path for each in self.record_places(self.old) if each.node is twin)
        return there + place.path[len(here):]

    # Claims

    def free(self, place):
        return not any(id(each.node) in self._claimed for each in place.way) and not any(id(node) in self._claimed for node in place.node.all())

    def claim(self, node):
        self._copies.append(node)
        self._claimed.add(id(node))

    def claimed(self, node):
        return id(node) in self._claimed

    def forget(self, node):
        """Takes a node out of the document; its id must not be given to another."""
        self._copies.append(node)

    def pair(self, record, old):
        self._twins[id(record)] = old
        self._copies.append(record)

    # Changes

    def told(self, kind, place, before="", after=""):
        record = self.record_of(place)
        path = self.old_path(place) if kind == "item-removed" else place.path
        self.told_of(record, Change(kind, self.key_of(record) if record else "", path, self.entries(place), before, after))

    def told_of(self, record, change):
        self.changes.append(change)
        if record is not None:
            self._told.add(id(self.twin(record) or record))

    def is_told(self, record):
        """Of an old record, or of a new one that is in no other document."""
        return id(record) in self._told

    def told_whole(self, kind, place):
        """Every item of a structure that is only in one document, and every attribute."""
        for each in place.all():
            values = [(each, each.node.text)] if not each.node.children else []
            values += [(Place(each, Node("@" + name)), value) for name, value in each.node.attributes.items()]
            for where, value in values:
                self.told(kind, where, *(("", value) if kind == "item-added" else (value, "")))

    def ambiguous(self, by, key, old, new):
        """The records are told by their numbers, which later edits may change."""
        self._ambiguous.append((by, key, old, new))

    def ambiguities(self):
        numbers = {id(record): number for root in (self.old, self.new) for number, record in enumerate(self.records(root), 1)}
        return sorted(Ambiguity(by, key, *(tuple(sorted(numbers[id(record)] for record in records)) for records in (old, new)))
                      for by, key, old, new in self._ambiguous)

    def insert(self, parent, node, position=None):
        """Puts a node behind the last sibling that stands before it in the dictionary, or at a position."""
        if position is None:
            row = self.row(parent)
            order = {name: number for number, name in enumerate(row.children if row else [])}
            own = order.get(node.name, -1)
            before = [index for index, each in enumerate(parent.node.children) if order.get(each.name, own + 1) <= own]
            position = before[-1] + 1 if before else 0
        parent.node.inside.insert(position, node)
