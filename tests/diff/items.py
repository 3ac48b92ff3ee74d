"""Edits of items: values, structures, entries of repeated structures, unknown elements, attributes, the header."""
import copy

from canonical import Node
from editing import Place

TEXTS = ['a "quoted" text, with a comma; and more', "=1+1", "<&>'", "Zo\u00eb \u0141uk\u00e1sz", "\u4e2d\u6587", "two\nlines", "-", "back\\slash",
         "x|y", "*bold*", "`"]
EDITION_ITEMS = ("Collection", "Term", "Year", "ReferenceDate", "CTFversion")  # tell which edition it is
NOISE = ("DateTime", "SerialNo", "SoftwareCode", "Release", "Xversion", "SupplierID")
UNKNOWN = ("Unheard", "Colour", "LocalCode")


class Items:
    """Edits of one pair. Each returns whether it found a place."""

    def __init__(self, editor, bases):
        self._editor = editor
        self._dice = editor.dice
        self._bases = bases
        self._gone = set()  # what was taken out of which parent must not come back in another form
        self._pool = {}      # values by path
        self._children = {}  # of elements of a path, in the old document
        for place in Place(None, editor.old).all():
            if editor.is_value(place):
                self._pool.setdefault(place.path, set()).add(place.node.text)
            if place.above and editor.row(place):
                self._children.setdefault(place.above.path, []).append(place)

    def _choose(self, fits):
        places = self._editor.places()
        self._dice.shuffle(places)
        return next((place for place in places if fits(place) and self._editor.free(place)), None)

    def _plain_value(self, place):
        """A value of the dictionary by which nothing is known again."""
        row = self._editor.row(place)
        return row is not None and self._editor.is_value(place) and not self._editor.is_key(place) and not self._is_frame(place)

    def _is_frame(self, place):
        """Time stamp and the like, and what tells the edition."""
        outside = self._editor.record_of(place) is None
        return outside and "Header" in place.path and place.node.name in EDITION_ITEMS + NOISE

    def _other_value(self, place):
        row = self._editor.row(place)
        text = place.node.text
        changed = {"date": _other_date, "dateTime": _other_date, "boolean": _other_flag, "integer": _next, "decimal": _next,
                   "gYear": _next}.get(self._bases.get(row.type))
        if changed:
            return changed(text)
        others = sorted(self._pool.get(place.path, set()) - {text})
        if others and self._dice.random() < 0.7:
            return self._dice.choice(others)
        return self._dice.choice([each for each in TEXTS if each != text])

    def _change_value(self, place):
        self._editor.claim(place.node)
        before = place.node.text
        place.node.text = self._other_value(place)
        self._editor.told("item-changed", place, before, place.node.text)
        return True

    # Values

    def item_changed(self):
        place = self._choose(lambda place: self._plain_value(place) and not self._editor.row(place).repeated and place.node.text)
        if place is None:
            return False
        return self._change_value(place)

    def repeated_value_changed(self):
        """A repeated item is told value by value."""
        place = self._choose(lambda place: self._plain_value(place) and self._editor.row(place).repeated)
        if place is None:
            return False
        text = self._other_value(place)
        if any(each.text == text for each in place.above.node.children):
            return False
        self._editor.claim(place.above.node)
        self._editor.told("item-removed", place, place.node.text)
        place.node.text = text
        self._editor.told("item-added", place, "", text)
        self._editor.exact = False
        return True

    def item_removed(self):
        """An item, or a structure with all that is in it, but not where nothing would be left."""
        def fits(place):
            row = self._editor.row(place)
            return row is not None and place.above is not None and not row.is_record and not self._editor.is_key(place) and \
                len(place.above.node.children) > 1 and not self._holds_keys(place) and not self._is_frame(place) and \
                self._whole(place) and (self._editor.record_of(place) is not None or self._editor.is_value(place))
        place = self._choose(fits)
        if place is None:
            return False
        self._take_out(place)
        return True

    def _take_out(self, place):
        self._editor.told_whole("item-removed", place)
        self._went(place)
        self._editor.claim(place.node)
        place.above.node.inside.remove(place.node)

    def _went(self, place):
        """A repeated value might come back as another one: its siblings have to stay as they are."""
        row = self._editor.row(place)
        key = self._editor.key_of_entry(place)
        self._gone.add((id(place.above.node), place.node.name, key))
        if key is None and row is not None and row.repeated:
            self._editor.claim(place.above.node)

    def _went_before(self, parent, node):
        return (id(parent.node), node.name, self._editor.key_of_entry(Place(parent, node))) in self._gone

    def _holds_keys(self, place):
        """By what is in it the pupil is known, or the return."""
        return any(each.node.name in ("UPN", "PupilIdentifiers", "CollectionDetails") for each in place.all())

    def _whole(self, place):
        """Whether the entries in it, and it itself among its siblings, are told apart by their keys, and nothing was emptied."""
        return all(self._alone(each) and (each.node.children or self._editor.is_value(each)) for each in place.all())

    def _alone(self, place):
        key = self._editor.key_of_entry(place)
        if key is None:
            row = self._editor.row(place)
            return row is None or not row.repeated or row.is_record or [each.text for each in place.above.node.children].count(place.node.text) == 1
        return sum(self._editor.key_of_entry(Place(place.above, each)) == key for each in place.above.node.children) == 1

    def item_added(self):
        """An item or a structure that another pupil has, and this one has not."""
        places = self._editor.places()
        self._dice.shuffle(places)
        for place in places:
            row = self._editor.row(place)
            if row is None or not row.children or self._editor.record_of(place) is None or not self._editor.free(place):
                continue
            there = {each.name for each in place.node.children}
            there |= self._names_gone(place)
            donor = self._donor(place.path, lambda each, there=there: each.node.name not in there)
            if donor:
                return self._put_in(place, donor)
        return False

    def _names_gone(self, place):
        return {name for parent, name, _key in self._gone if parent == id(place.node)}

    def _donor(self, path, fits):
        """A child of an element of that path, out of the old document."""
        places = list(self._children.get(path, []))
        self._dice.shuffle(places)
        return next((place.node for place in places if fits(place) and self._whole(place)), None)

    def _put_in(self, place, donor):
        node = copy.deepcopy(donor)
        self._editor.insert(place, node)
        self._editor.claim(node)
        self._editor.told_whole("item-added", Place(place, node))
        return True

    # Entries of repeated structures

    def entry_removed(self):
        place = self._choose(lambda place: self._editor.key_of_entry(place) and self._whole(place))
        if place is None:
            return False
        self._take_out(place)
        return True

    def entry_added(self):
        """One that another pupil has, under a key that this one has not."""
        place = self._choose(lambda place: self._editor.key_of_entry(place) and self._whole(place))
        if place is None:
            return False
        keys = [self._editor.key_of_entry(Place(place.above, each)) for each in place.above.node.children]
        donor = self._donor(place.above.path, lambda each: each.node.name == place.node.name and self._editor.key_of_entry(each) not in keys and
                            not self._went_before(place.above, each.node))
        if donor is None:
            return False
        self._editor.exact = False
        return self._put_in(place.above, donor)

    def entry_changed(self):
        place = self._choose(lambda place: self._plain_value(place) and not self._editor.row(place).repeated and place.node.text and
                             any(self._editor.key_of_entry(each) for each in place.way) and all(self._alone(each) for each in place.way))
        if place is None:
            return False
        return self._change_value(place)

    def entry_of_another_key(self):
        """That is one entry less and one entry more."""
        place = self._choose(lambda place: self._editor.key_of_entry(place) and self._whole(place))
        if place is None:
            return False
        keys = [self._editor.key_of_entry(Place(place.above, each)) for each in place.above.node.children]
        self._editor.told_whole("item-removed", place)
        self._went(place)
        item = self._dice.choice([name for name, _value in self._editor.key_of_entry(place)])
        node = next(each for each in place.node.children if each.name == item)
        before = node.text
        node.text = self._other_value(Place(place, node))
        if self._editor.key_of_entry(place) in keys or self._went_before(place.above, place.node):
            node.text = before + "9"
        self._editor.told_whole("item-added", place)
        self._editor.claim(place.node)
        self._editor.exact = False
        return True

    # What the dictionary does not have

    def unknown_added(self):
        place = self._choose(lambda place: self._editor.row(place) and not self._editor.is_value(place) and self._may_hold_unknown(place))
        if place is None:
            return False
        node = self._unknown(place)
        self._editor.insert(place, node, self._dice.randint(0, len(place.node.inside)))
        self._editor.claim(node)
        self._editor.told_whole("item-added", Place(place, node))
        self._editor.exact = False
        return True

    def _may_hold_unknown(self, place):
        return place.above is not None and place.node.children and (self._editor.record_of(place) is not None or "/Pupils" not in place.path)

    def _unknown(self, place):
        taken = {child.name for child in place.node.children} | self._names_gone(place)
        name = self._dice.choice([each for each in UNKNOWN if each not in taken] or ["Another"])
        return Node(name, {}, self._dice.choice([["red"], [Node("Part", {}, ["1"]), Node("Rest", {}, ["<2>"])], ["007"]]))

    def unknown_changed(self):
        place = self._choose(lambda place: self._editor.row(place) is None and self._editor.row(place.above) and not place.node.children and
                             [each.name for each in place.above.node.children].count(place.node.name) == 1)
        if place is None:
            return False
        self._editor.claim(place.node)
        before = place.node.text
        place.node.text = "blue"
        self._editor.told("item-changed", place, before, "blue")
        return True

    def unknown_removed(self):
        place = self._choose(lambda place: self._editor.row(place) is None and self._editor.row(place.above))
        if place is None:
            return False
        self._take_out(place)
        return True

    def attribute_added(self):
        place = self._choose(lambda place: self._takes_attributes(place) and "mark" not in place.node.attributes)
        if place is None:
            return False
        self._editor.claim(place.node)
        place.node.attributes["mark"] = self._dice.choice(TEXTS)
        self._editor.told("item-added", Place(place, Node("@mark")), "", place.node.attributes["mark"])
        return True

    def _takes_attributes(self, place):
        """A repeated value with another attribute is another value."""
        row = self._editor.row(place)
        return row is not None and not self._is_frame(place) and not (row.repeated and not row.children)

    def attribute_changed(self):
        """Or removed."""
        place = self._choose(lambda place: self._takes_attributes(place) and "note" in place.node.attributes)
        if place is None:
            return False
        self._editor.claim(place.node)
        before = place.node.attributes.pop("note")
        attribute = Place(place, Node("@note"))
        if self._dice.random() < 0.5:
            self._editor.told("item-removed", attribute, before)
        else:
            place.node.attributes["note"] = "b"
            self._editor.told("item-changed", attribute, before, "b")
        return True

    def emptied(self):
        """The item is still there, and its value is not."""
        place = self._choose(lambda place: self._plain_value(place) and not self._editor.row(place).repeated and place.node.text)
        if place is None:
            return False
        self._editor.claim(place.node)
        before = place.node.text
        place.node.inside = []
        self._editor.told("item-changed", place, before, "")
        return True


def _other_date(text):
    return str(int(text[:4]) - 1) + text[4:] if text[:4].isdigit() else text + "x"


def _other_flag(text):
    return {"true": "false", "false": "true", "1": "0", "0": "1"}.get(text, text + "x")


def _next(text):
    return str(int(text) + 1) if text.isdigit() else text + "1"
