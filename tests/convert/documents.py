"""Makes documents that are well formed and otherwise as odd as documents get."""
import random
import subprocess

from canonical import Node, escape, parse

VALUES = ["=1+1", "@SUM(A1)", "-", "+44 20 7946 0000", "'", '"', 'a"b', "a,b;c\tz", "one\ntwo", "one\r\ntwo", "\\N", "\\", "\\.", "NULL",
          "null", "true", "0", "007", "1e5", "12345678901234567890", "0.10", "3.0", "2026-02-30", "2026-01-05T00:00:00", "15/03/2011",
          "{}", "[1]", '{"a":1}', "a/b", "Zo\u00eb", "\u0141uk\u00e1sz", "\u4e2d\u6587", "\U0001f600", "\u00a0", "\u2028", "\u0085", "\ufeffx", "e\u0301",
          "_x000D_", "_x0041_", "&amp;", "<b>", "]]>", "a  b", "x" * 32767, " "]
NAMES = ["Unheard", "x:Alien", "N00001", "document", "record", "within", "extras", "attribute", "\u00c9l\u00e8ve", "a.b-c_d"]
CENSUS = [f"school-census@{year}-{term}" for year in range(2020, 2027) for term in ("spring", "summer", "autumn")]
EDITIONS = ([f"ctf@{version}.0" for version in range(13, 27)] +
            ["school-census@2019-autumn", *CENSUS, "school-census@2027-spring", "school-census@2027-summer"])
PHASES = ["NS", "PS", "MP", "MS", "SS", "AT", "SP", "PR"]


def sample(program, edition, pupils, seed, phase, bad):
    command = [program, "sample", edition, "--pupils", str(pupils), "--seed", str(seed), "--phase", phase]
    if bad:
        command += ["--bad", "0.5", "--bad-kind", "any"]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout


# Changes of the tree. Each takes the root and a source of random numbers.

def inner(root):
    return [node for node in root.all() if node is not root]


def parent_of(root, node):
    return next(each for each in root.all() if node in each.children)


def set_value(root, dice):
    dice.choice(root.leaves()).text = dice.choice(VALUES)


def empty_value(root, dice):
    dice.choice(root.leaves()).inside = []


def blanks_at_ends(root, dice):
    leaf = dice.choice(root.leaves())
    leaf.text = dice.choice([" ", "\n", "\t", "  "]) + leaf.text + dice.choice(["", " ", "\n    "])


def empty_container(root, dice):
    containers = [node for node in inner(root) if node.children]
    dice.choice(containers).inside = []


def unknown_element(root, dice):
    name = dice.choice(NAMES)
    node = Node(name, {"xmlns:x": "urn:alien"} if name.startswith("x:") else {})
    node.inside = dice.choice([[], ["text"], [" "], [Node("Deep", {"a": "1"}, ["v"]), Node("Deep")], ["mixed ", Node("Part", {}, ["p"])]])
    parent = dice.choice([node for node in root.all() if node.children])
    parent.inside.insert(dice.randint(0, len(parent.inside)), node)


def attribute(root, dice):
    node = dice.choice(list(root.all()))
    name, value = dice.choice([("id", "7"), ("xml:lang", "en-GB"), ("xmlns", "urn:default"), ("note", 'a"b<c>&\n\t d'), ("empty", ""), ("UPN", "x")])
    node.attributes[name] = value


def swap(root, dice):
    parents = [node for node in root.all() if len(node.children) > 1]
    inside = dice.choice(parents).inside
    i, j = dice.sample(range(len(inside)), 2)
    inside[i], inside[j] = inside[j], inside[i]


def twice(root, dice):
    node = dice.choice(inner(root))
    inside = parent_of(root, node).inside
    inside.insert(dice.randint(0, len(inside)), node)


def remove(root, dice):
    node = dice.choice([node for node in inner(root) if node.name not in ("Header", "CTFversion", "Collection", "Year", "Term")])
    parent_of(root, node).inside.remove(node)


def other_case(root, dice):
    node = dice.choice(inner(root)[1:])
    node.name = dice.choice([str.lower, str.upper, str.swapcase])(node.name)


def misplaced(root, dice):
    """An element of the dictionary where it does not belong."""
    node = dice.choice(root.leaves())
    parent = dice.choice([each for each in root.all() if each.children])
    parent.inside.insert(dice.randint(0, len(parent.inside)), Node(node.name, {}, list(node.inside)))


def children_in_leaf(root, dice):
    dice.choice(root.leaves()).inside.append(Node("Inner", {}, ["x"]))


def reverse(root, dice):
    dice.choice([node for node in root.all() if len(node.children) > 1]).inside.reverse()


def drop_late_texts(root):
    """Text behind an element is not kept, and refused: see the golden tests."""
    for node in root.all():
        first = next((i for i, each in enumerate(node.inside) if isinstance(each, Node)), len(node.inside))
        node.inside = node.inside[:first] + node.children


CHANGES = [set_value, set_value, set_value, empty_value, blanks_at_ends, empty_container, unknown_element, unknown_element, attribute, swap,
           twice, remove, other_case, misplaced, children_in_leaf, reverse]


class Text:
    """Writes a tree with what XML allows: sections of CDATA, references, comments, a layout or none."""

    def __init__(self, dice, wild):
        self._dice = dice
        self._wild = wild
        self._layout = dice.choice(["\n", "\n  ", "", " "])

    def write(self, node):
        attributes = "".join(f" {name}={self._attribute(value)}" for name, value in node.attributes.items())
        if not node.inside and self._dice.random() < 0.5:
            return f"<{node.name}{attributes}/>"
        layout = self._layout if all(isinstance(each, Node) for each in node.inside) else ""
        inside = "".join(self._piece(each, layout) for each in node.inside)
        return f"<{node.name}{attributes}>{inside}</{node.name}>"

    def _attribute(self, value):
        if '"' in value and "'" not in value:
            return "'" + escape(value, True).replace("&quot;", '"') + "'"
        return '"' + escape(value, True) + '"'

    def _piece(self, each, layout):
        if isinstance(each, Node):
            return layout + self._rarely("<!-- a comment -->", "<?work done?>") + self.write(each)
        return self._value(each) if self._wild and self._dice.random() < 0.02 else escape(each)

    def _rarely(self, *texts):
        return self._dice.choice(texts) if self._wild and self._dice.random() < 0.005 else ""

    def _value(self, text):
        way = self._dice.randrange(3)
        if way == 0 and "]]>" not in text and "\r" not in text:
            return f"<![CDATA[{text}]]>"
        if way == 1:
            return "".join(f"&#{ord(letter)};" for letter in text[:50]) + escape(text[50:])
        middle = len(text) // 2
        return escape(text[:middle]) + "<!--c-->" + escape(text[middle:])


ENCODINGS = [("utf-8", "UTF-8"), ("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("utf-16", "UTF-16"), ("utf-16-be", "UTF-16"), ("cp1252", "windows-1252"),
             ("iso-8859-1", "ISO-8859-1")]


def encoded(text, codec, dice):
    if codec == "utf-16-be":
        return b"\xfe\xff" + text.encode(codec)
    if dice.random() < 0.3:
        text = text.replace("\n", "\r\n")
    return text.encode(codec, errors="xmlcharrefreplace")


def plain_names(root):
    return all(node.name.isascii() for node in root.all())


def mutated(data, dice):
    """The document with some changes, written in an unusual way."""
    root = parse(data)
    for change in dice.choices(CHANGES, k=dice.randint(1, 8)):
        change(root, dice)
    drop_late_texts(root)
    text = Text(dice, wild=True).write(root)
    codec, name = dice.choice(ENCODINGS)
    if not plain_names(root) and name in ("windows-1252", "ISO-8859-1"):
        codec, name = "utf-8", "UTF-8"
    return encoded(f'<?xml version="1.0" encoding="{name}"?>\n' + text, codec, dice)


def documents(program, count, seed):
    """Yields names, contents, and whether a document is an odd one: of five, one is as it should be, one has wrong values."""
    for number in range(count):
        dice = random.Random(f"{seed}-{number}")
        edition = EDITIONS[(number * 7 + seed) % len(EDITIONS)]
        pupils = dice.choice([1, 1, 2, 3, 8])
        data = sample(program, edition, pupils, seed * 10000 + number + 1, dice.choice(PHASES), bad=number % 5 == 1)
        yield f"{number:04}-{edition.replace('@', '-')}.xml", *((data, False) if number % 5 < 2 else (mutated(data, dice), True))
