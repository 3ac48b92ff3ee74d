"""Documents with one fault each: takes a document apart, changes one thing, and writes it with one tag a line.

With one tag a line a place is a line, and the line tells the element: so that three validators that count columns and
choose between start and end tags in their own ways can be compared.
"""
import re
import xml.etree.ElementTree as ElementTree

XSI = "http://www.w3.org/2001/XMLSchema-instance"
DATE = re.compile(r"\d{4}-\d\d-\d\d")


class Tree:
    """A document, with the parents of its elements."""

    def __init__(self, file):
        self.root = ElementTree.parse(file).getroot()
        self.parents = {child: parent for parent in self.root.iter() for child in parent}

    def inner(self):
        """All elements but the root, in document order."""
        return [element for element in self.root.iter() if element is not self.root]

    def leaves(self):
        return [element for element in self.inner() if not len(element)]


def remove(tree, random):
    element = random.choice(tree.inner())
    tree.parents[element].remove(element)


def duplicate(tree, random):
    element = random.choice(tree.inner())
    siblings = tree.parents[element]
    siblings.insert(list(siblings).index(element), ElementTree.fromstring(ElementTree.tostring(element)))


def swap(tree, random):
    pairs = [(parent, i) for parent in tree.root.iter() for i in range(len(parent) - 1) if parent[i].tag != parent[i + 1].tag]
    if pairs:
        parent, i = random.choice(pairs)
        parent[i], parent[i + 1] = parent[i + 1], parent[i]


def rename(tree, random):
    random.choice(tree.inner()).tag += "Unheard"


def bad_value(tree, random):
    random.choice(tree.leaves()).text = random.choice(["", "?", "-1", "not a value", "2026-02-30", "99999999999999999999"])


def too_long(tree, random):
    element = random.choice(tree.leaves())
    element.text = (element.text or "x") * 300


def wrong_code(tree, random):
    short = [leaf for leaf in tree.leaves() if leaf.text and len(leaf.text) <= 4]
    random.choice(short).text = random.choice(["QQ", "zz", "~"])


def blanks_around_date(tree, random):
    dates = [leaf for leaf in tree.leaves() if leaf.text and DATE.fullmatch(leaf.text)]
    element = random.choice(dates)
    element.text = f" {element.text} "


def nothing(_tree, _random):
    pass


MUTATIONS = (remove, duplicate, swap, rename, bad_value, too_long, wrong_code, blanks_around_date, nothing)


def escape(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def write(tree, schema, file):
    """Writes the document. It names its schema, because Xerces wants to be told so."""
    with open(file, "w", encoding="utf-8", newline="\n") as out:
        out.write('<?xml version="1.0" encoding="UTF-8"?>\n')
        attributes = f' xmlns:xsi="{XSI}" xsi:noNamespaceSchemaLocation="{schema}"'

        def element(node, more=""):
            if not len(node):
                out.write(f"<{node.tag}{more}>{escape(node.text or '')}</{node.tag}>\n")
                return
            out.write(f"<{node.tag}{more}>\n")
            for child in node:
                element(child)
            out.write(f"</{node.tag}>\n")

        element(tree.root, attributes)
