"""Which element of a document a validator speaks of. Documents have one tag a line (mutation.py)."""
import re
import xml.parsers.expat


class Node:
    def __init__(self, name, parent, line):
        self.name = name
        self.parent = parent
        self.line = line  # of its start tag
        self.children = []

    def next_sibling(self):
        if self.parent is None:
            return None
        place = self.parent.children.index(self)
        return self.parent.children[place + 1] if place + 1 < len(self.parent.children) else None

    def __repr__(self):
        return f"{self.name} in line {self.line}"


def nodes_by_line(file):
    """Maps each line to the element whose start or end tag it holds."""
    lines = {}
    open_nodes = []
    parser = xml.parsers.expat.ParserCreate()

    def start(name, _attributes):
        parent = open_nodes[-1] if open_nodes else None
        node = Node(name, parent, parser.CurrentLineNumber)
        if parent:
            parent.children.append(node)
        open_nodes.append(node)
        lines[node.line] = node

    def end(_name):
        lines[parser.CurrentLineNumber] = open_nodes.pop()

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    with open(file, "rb") as document:
        parser.ParseFile(document)
    return lines


NOT_ALLOWED = re.compile(r"element '([^']*)' is not allowed for content model")


def named_by_xerces(line, message, lines):
    """Xerces reports a child that is not allowed at the end of its parent, and names it in words."""
    node = lines[line]
    match = NOT_ALLOWED.match(message)
    children = [child for child in node.children if match and child.name == match[1]]
    return children or [node]


def near(finding, lines):
    """The elements that another validator may name for a finding of ours: the one that we name, its parent, its next
    sibling. An element that is missing stands nowhere: then its parent counts, and whatever could follow it there."""
    node = lines.get(finding["line"])
    if node is None:
        return []
    named = finding["path"].rsplit("/", 1)[-1] if finding["path"] else node.name
    if named == node.name:
        found = [node, node.parent, node.next_sibling()]
    else:
        parent = next((n for n in (node, node.parent) if n and path_of(n) == finding["path"].rsplit("/", 1)[0]), node)
        found = [parent, *parent.children]
    return [n for n in found if n is not None]


def elsewhere(finding, lines, theirs):
    """Whether a finding of ours lies outside of every parent in which another validator found something.

    Inside of such a parent we may have more to say: libxml2 stops there at its first misfit."""
    node = lines.get(finding["line"])
    parents = [other.parent or other for other in theirs]
    while node is not None:
        if node in parents:
            return False
        node = node.parent
    return True


def path_of(node):
    return path_of(node.parent) + "/" + node.name if node.parent else node.name
