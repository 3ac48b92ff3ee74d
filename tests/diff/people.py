"""Edits of whole records: pupils who join, leave, move to the other roll, or get another UPN."""
import copy
import unicodedata

from canonical import Node
from editing import Change, Place

LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
IDENTITY = ("UPN", "FormerUPN", "UniqueLearnerNumber", "Surname", "Forename", "DOB")
ACCENTS = {"a": "\u00e0", "e": "\u00e9", "i": "\u00ef", "o": "\u00f6", "u": "\u00fc", "n": "\u00f1", "c": "\u00e7"}


def make_upn(dice):
    """One that no sample has: it was issued in 1998."""
    body = f"8{dice.randrange(100):02}{dice.randrange(10000):04}98{dice.randrange(1000):03}"
    return LETTERS[sum(int(digit) * (place + 2) for place, digit in enumerate(body)) % 23] + body


def item(record, name):
    """The node of an item of a pupil's identity."""
    for node in (record, *record.children):
        if node is record or node.name in ("PupilIdentifiers", "BasicDetails"):
            for child in node.children:
                if child.name == name:
                    return child
    return None


def value(record, name):
    node = item(record, name)
    return node.text if node else ""


def likeness(record):
    """Name and birth date without letter case, accents, blanks and hyphens."""
    name = unicodedata.normalize("NFKD", (value(record, "Surname") + "\n" + value(record, "Forename")).casefold())
    return "".join(letter for letter in name if letter.isalnum() or letter == "\n"), value(record, "DOB")


class People:
    """Edits of one pair. Each returns whether it found anybody."""

    def __init__(self, editor, donors):
        self._editor = editor
        self._dice = editor.dice
        self._donors = donors  # records of another sample, of the same edition
        self._chosen = set()   # ids of records that an edit has been made to
        self._known = {likeness(record) for record in editor.records(editor.old)}
        self._upns = {value(record, name) for record in editor.records(editor.old) for name in ("UPN", "FormerUPN")}
        for record in editor.records(editor.new):
            if not value(record, "UPN"):
                self._hold(record, "ULN" if value(record, "UniqueLearnerNumber") else "name and birth date")

    def _hold(self, record, by):
        """It is not matched by UPN, so that no other edit may touch what it is matched by."""
        self._editor.matched_by[id(record)] = by
        for node in (item(record, name) for name in IDENTITY):
            if node:
                self._editor.claim(node)

    def _choose(self, fits=lambda place: True):
        places = [place for place in self._editor.record_places(self._editor.new) if id(place.node) not in self._chosen and fits(place)]
        if not places:
            return None
        place = self._dice.choice(places)
        self._chosen.add(id(place.node))
        return place

    def _only_one(self, place):
        """Whether nobody else has this name and birth date."""
        return sum(likeness(record) == likeness(place.node) for record in self._editor.records(self._editor.new)) == 1

    def _container(self, place):
        return place.above.node.inside

    def _fresh_upn(self):
        upn = make_upn(self._dice)
        while upn in self._upns:
            upn = make_upn(self._dice)
        self._upns.add(upn)
        return upn

    def _identity(self, place):
        """The place that UPN and names stand in."""
        inner = next((child for child in place.node.children if child.name == "PupilIdentifiers"), None)
        return Place(place, inner) if inner else place

    def _set(self, place, name, text):
        node = item(place.node, name)
        if node is None:
            node = Node(name)
            self._editor.insert(self._home(place, name), node)
        node.text = text

    def _home(self, place, name):
        """Where the dictionary has an item of a pupil's identity."""
        row = next(row for row in self._editor.row(place).all() if row.name == name)
        parent = next((child for child in place.node.children if child.name == row.parent.name), None)
        return Place(place, parent) if parent else place

    def _drop(self, place, name):
        node = item(place.node, name)
        if node:
            self._editor.forget(node)
            next(each for each in place.node.all() if node in each.inside).inside.remove(node)

    def _told(self, kind, record, before=""):
        self._editor.told_of(record, Change(kind, self._editor.key_of(record), before=before))

    # Edits

    def removed(self):
        place = self._choose()
        if place is None:
            return False
        self._editor.forget(place.node)
        self._container(place).remove(place.node)
        self._editor.exact = False  # in reverse it comes back at the end of its roll
        self._told("removed", place.node)
        return True

    def added(self):
        """A pupil of another sample, who has a UPN of their own, or none that is known."""
        places = [place for place in self._editor.record_places(self._editor.new)]
        donors = [donor for donor in self._donors if likeness(donor) not in self._known and any(place.node.name == donor.name for place in places)]
        if not donors:
            return False
        record = copy.deepcopy(self._dice.choice(donors))
        self._known.add(likeness(record))
        place = self._dice.choice([place for place in places if place.node.name == record.name])
        container = self._container(place)
        container.insert(self._dice.randint(0, len(container)), record)
        joined = Place(place.above, record)
        self._set(joined, "UPN", self._fresh_upn())
        self._drop(joined, "FormerUPN")
        if item(record, "UniqueLearnerNumber"):
            self._set(joined, "UniqueLearnerNumber", str(self._dice.randrange(8000000000, 8999999999)))
        self._chosen.add(id(record))
        self._editor.pair(record, None)
        self._editor.exact = False
        self._told("added", record)
        return True

    def moved(self):
        """To the other roll of a census; what that roll does not have is left behind."""
        rows = self._editor.dictionary.records()
        place = self._choose(lambda place: len(rows) > 1 and value(place.node, "UPN"))
        if place is None:
            return False
        there = rows[0] if place.path == rows[1].path else rows[1]
        twin = self._editor.twin(place.node)
        self._leave_behind(place, there)
        self._container(place).remove(place.node)
        self._editor.forget(place.node)
        record = copy.deepcopy(place.node)
        record.name = there.name
        self._editor.pair(record, twin)
        self._chosen.add(id(record))
        pupils = place.above.above
        container = next((each for each in pupils.node.children if each.name == there.parent.name), None)
        if container is None:
            container = Node(there.parent.name)
            self._editor.insert(pupils, container)
        container.inside.insert(self._dice.randint(0, len(container.inside)), record)
        self._editor.exact = False
        self._told("moved", record)
        return True

    def _leave_behind(self, place, row):
        """What the new roll, which has this row for the place, does not know."""
        for child in list(place.node.children):
            inner = Place(place, child)
            if child.name in row.children:
                self._leave_behind(inner, row.children[child.name])
            else:
                self._editor.told_whole("item-removed", inner)
                self._editor.forget(child)
                place.node.inside.remove(child)

    def rekeyed_with_former(self):
        """A temporary UPN made permanent."""
        place = self._choose(lambda place: value(place.node, "UPN"))
        if place is None:
            return False
        old = value(place.node, "UPN")
        self._set(place, "UPN", self._fresh_upn())
        self._set(place, "FormerUPN", old)
        self._rekeyed(place, old, "FormerUPN")
        return True

    def rekeyed_by_uln(self):
        """Name and birth date may have changed too."""
        place = self._choose(lambda place: value(place.node, "UPN") and value(place.node, "UniqueLearnerNumber"))
        if place is None:
            return False
        old = value(place.node, "UPN")
        self._set(place, "UPN", self._fresh_upn())
        self._rekeyed(place, old, "ULN")
        if self._dice.random() < 0.5:
            self._change(place, "Surname", "Newname-" + value(place.node, "Surname"))
        return True

    def rekeyed_by_name(self):
        """Known by name and birth date, however they are written."""
        place = self._choose(lambda place: value(place.node, "UPN") and self._only_one(place))
        if place is None:
            return False
        old = value(place.node, "UPN")
        uln = value(place.node, "UniqueLearnerNumber")
        self._set(place, "UPN", self._fresh_upn())
        self._rekeyed(place, old, "name and birth date")
        for name in ("Surname", "Forename"):
            self._change(place, name, self._written_otherwise(value(place.node, name)))
        if uln:
            self._remove(place, "UniqueLearnerNumber")
        return True

    def _written_otherwise(self, text):
        way = self._dice.randrange(4)
        if way == 0:
            return text.upper()
        if way == 1:
            return "".join(ACCENTS.get(letter, letter) for letter in text)
        if way == 2:
            return unicodedata.normalize("NFD", "".join(ACCENTS.get(letter, letter) for letter in text))
        return text[:2] + " " + text[2:]

    def _rekeyed(self, place, old, by):
        self._hold(place.node, by)
        self._told("re-keyed", place.node, old)

    def _change(self, place, name, text):
        node = item(place.node, name)
        if node and node.text != text:
            before, node.text = node.text, text
            self._editor.told("item-changed", Place(self._identity(place), node), before, text)

    def _remove(self, place, name):
        self._editor.told_whole("item-removed", Place(self._identity(place), item(place.node, name)))
        self._drop(place, name)

    def without_upn(self):
        """The UPN is not given any more: an empty one, or none."""
        place = self._choose(lambda place: value(place.node, "UPN") and self._only_one(place))
        if place is None:
            return False
        by = "ULN" if value(place.node, "UniqueLearnerNumber") else "name and birth date"
        old = value(place.node, "UPN")
        node = item(place.node, "UPN")
        node.inside = []
        self._rekeyed(place, old, by)
        if self._dice.random() < 0.5:
            for name, text in node.attributes.items():
                self._editor.told("item-removed", Place(Place(self._identity(place), node), Node("@" + name)), text)
            self._drop(place, "UPN")
        return True

    def with_upn(self):
        """Who had none has one now."""
        place = self._choose(lambda place: self._editor.twin(place.node) is not None and not value(place.node, "UPN"))
        if place is None:
            return False
        self._set(place, "UPN", self._fresh_upn())
        self._rekeyed(place, "", self._editor.matched_by[id(place.node)])
        return True

    def ambiguous(self):
        """Of one pupil there are two now, who differ from the old one and could both be it: by UPN, by ULN, by name and birth date."""
        place = self._choose(lambda place: value(place.node, "UPN") and self._only_one(place))
        if place is None:
            return False
        by = self._dice.choice(["UPN", "name and birth date", *(["ULN"] if value(place.node, "UniqueLearnerNumber") else [])])
        container = self._container(place)
        other = copy.deepcopy(place.node)
        container.insert(self._dice.randint(0, len(container)), other)
        old = self._editor.twin(place.node)
        key = {"UPN": "UPN", "ULN": "UniqueLearnerNumber"}.get(by, "")
        for number, each in enumerate((place, Place(place.above, other))):
            self._chosen.add(id(each.node))
            self._editor.pair(each.node, None)
            if by == "UPN":
                self._set(each, "Surname", f"Other{number}")
            else:
                self._set(each, "UPN", self._fresh_upn())
            self._drop(each, "FormerUPN")
            if by == "name and birth date":
                self._drop(each, "UniqueLearnerNumber")
        self._editor.ambiguous(by, value(old, key) if key else "", [old], [place.node, other])
        return True
