"""What the dictionary says about the places of a document, read from xsd/ with Python alone: names, order, repetition, keys."""
import pathlib
import xml.etree.ElementTree as ET

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "xsd"
XS = "{http://www.w3.org/2001/XMLSchema}"
CBDS = "{urn:cbds:dictionary}"


class Row:
    """One element at one path. `key` names the items below an entry that tell it from the others."""

    def __init__(self, declaration, parent):
        self.name = declaration.get("name")
        self.parent = parent
        self.path = f"{parent.path}/{self.name}" if parent else self.name
        self.repeated = declaration.get("maxOccurs", "1") != "1"
        self.key = declaration.get(CBDS + "key", "").split()
        self.aliases = declaration.get(CBDS + "aliases", "").split()
        self.type = declaration.get("type")
        self.is_record = declaration.get(CBDS + "part") == "record"
        self.roll = declaration.get(CBDS + "roll")
        self.children = {}

    @property
    def way(self):
        """Rows from the root to this one."""
        return [*(self.parent.way if self.parent else []), self]

    def all(self):
        yield self
        for child in self.children.values():
            yield from child.all()


class Dictionary:
    """The rows of one collection: `ctf` or `school-census`."""

    def __init__(self, collection):
        schema = ET.parse(FOLDER / f"{collection}.xsd").getroot()
        self._types = {each.get("name"): each for each in schema.iter(XS + "complexType") if each.get("name")}
        self.root = self._row(schema.find(XS + "element"), None)
        self.rows = {row.path: row for row in self.root.all()}

    def _row(self, declaration, parent):
        row = Row(declaration, parent)
        inside = self._types.get(row.type, declaration)
        for child in self._declared(inside):
            row.children[child.get("name")] = self._row(child, row)
        return row

    def _declared(self, element):
        """Declarations directly inside, in their order, whatever groups them."""
        for child in element:
            if child.tag == XS + "element":
                yield child
            else:
                yield from self._declared(child)

    def find(self, path):
        """None for an unknown element."""
        return self.rows.get(path)

    def records(self):
        return [row for row in self.rows.values() if row.is_record]


def bases():
    """The built-in type of each simple type that is not a text: `Flag` is a `boolean`."""
    found = {}
    for each in ET.parse(FOLDER / "types.xsd").getroot().iter(XS + "simpleType"):
        base = each.find(XS + "restriction").get("base")
        found[each.get("name")] = found.get(base, base.removeprefix("xs:"))
    return found
