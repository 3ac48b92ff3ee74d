"""Documents as trees, and their canonical form: what has to be the same after a conversion and back.

The canonical form is that of Canonical XML 1.0 without comments, of a document without layout: blank text beside elements
is left away, and a line end with the indentation behind it where nothing else stands in an element (a container whose children
have gone); comments and processing instructions too. Names are compared as written, prefixes and declarations of
namespaces among them.
"""
import re
import xml.parsers.expat

BLANK = " \t\r\n"
LAYOUT = re.compile("\r?\n[ \t]+")


class Node:
    """An element: its name as written, its attributes, and what stands in it - nodes and texts."""

    def __init__(self, name, attributes=None, inside=None):
        self.name = name
        self.attributes = attributes or {}
        self.inside = inside or []

    @property
    def children(self):
        return [each for each in self.inside if isinstance(each, Node)]

    def all(self):
        """This element and all below it, in document order."""
        yield self
        for child in self.children:
            yield from child.all()

    def leaves(self):
        return [node for node in self.all() if not node.children]

    @property
    def text(self):
        return "".join(each for each in self.inside if isinstance(each, str))

    @text.setter
    def text(self, value):
        self.inside = [value]


def parse(data):
    """The root of a document. Raises xml.parsers.expat.ExpatError where it is not well formed."""
    parser = xml.parsers.expat.ParserCreate()
    parser.buffer_text = True
    top = Node("")
    open_nodes = [top]

    def start(name, attributes):
        node = Node(name, attributes)
        open_nodes[-1].inside.append(node)
        open_nodes.append(node)

    def text(data):
        inside = open_nodes[-1].inside
        if inside and isinstance(inside[-1], str):
            inside[-1] += data
        else:
            inside.append(data)

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _name: open_nodes.pop()
    parser.CharacterDataHandler = text
    parser.Parse(data, True)
    return without_layout(top.children[0])


def without_layout(node):
    """Drops blank text beside elements."""
    if node.children:
        node.inside = [each for each in node.inside if isinstance(each, Node) or each.strip(BLANK)]
    elif LAYOUT.fullmatch(node.text):
        node.inside = []
    for child in node.children:
        without_layout(child)
    return node


def escape(text, quoted=False):
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace("\r", "&#xD;")
    if quoted:
        return text.replace('"', "&quot;").replace("\t", "&#x9;").replace("\n", "&#xA;")
    return text.replace(">", "&gt;")


def attribute_key(name):
    """Declarations of namespaces come first."""
    return (not (name == "xmlns" or name.startswith("xmlns:")), name)


def lines(node):
    """The canonical form, a tag a line, so that a difference can be shown. Texts stand with the tag before them."""
    attributes = "".join(f' {name}="{escape(node.attributes[name], True)}"' for name in sorted(node.attributes, key=attribute_key))
    found = [f"<{node.name}{attributes}>"]
    for each in node.inside:
        if isinstance(each, Node):
            found += lines(each)
        else:
            found[-1] += escape(each)
    if node.children:
        found.append(f"</{node.name}>")
    else:
        found[-1] += f"</{node.name}>"
    return found


def canonical(data):
    return lines(parse(data))
