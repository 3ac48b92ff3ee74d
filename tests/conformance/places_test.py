"""Tests of what the conformance tests themselves decide."""
import pathlib
import random
import tempfile
import unittest

import agreement
import mutation
import places
import xml_suite

DOCUMENT = "<R><P><DOB>2011-01-01</DOB><Sex>F</Sex></P><P><DOB>2012-01-01</DOB></P></R>"
# 2 R, 3 P, 4 DOB, 5 Sex, 6 end of P, 7 P, 8 DOB, 9 end of P, 10 end of R


class Places(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.file = pathlib.Path(folder.name) / "document.xml"
        source = pathlib.Path(folder.name) / "source.xml"
        source.write_text(DOCUMENT, encoding="utf-8")
        self.tree = mutation.Tree(source)
        mutation.write(self.tree, "s.xsd", self.file)
        self.lines = places.nodes_by_line(self.file)

    def test_a_line_tells_the_element(self):
        self.assertEqual([self.lines[n].name for n in range(2, 11)], "R P DOB Sex P P DOB P R".split())
        self.assertIs(self.lines[3], self.lines[6])

    def test_near_an_element_are_its_parent_and_its_next_sibling(self):
        found = places.near({"line": 4, "path": "R/P/DOB"}, self.lines)
        self.assertEqual(found, [self.lines[4], self.lines[3], self.lines[5]])

    def test_near_a_missing_element_are_its_parent_and_what_could_follow(self):
        found = places.near({"line": 7, "path": "R/P/UPN"}, self.lines)
        self.assertEqual(found, [self.lines[7], self.lines[8]])

    def test_xerces_names_a_child_in_words(self):
        message = "element 'Sex' is not allowed for content model '(DOB)'"
        self.assertEqual(places.named_by_xerces(6, message, self.lines), [self.lines[5]])
        self.assertEqual(places.named_by_xerces(6, "missing elements in content model '(X)'", self.lines), [self.lines[3]])

    def case(self, ours, xmllint, xerces, change="remove"):
        return agreement.Case(self.file, change, ours, [self.lines[n] for n in xmllint], [self.lines[n] for n in xerces])

    def test_disagreement(self):
        finding = {"line": 4, "path": "R/P/DOB"}
        self.assertEqual(agreement.disagreement(self.case([finding], [4], [3]), self.lines), "")
        self.assertIn("another", agreement.disagreement(self.case([finding], [4], [8]), self.lines))
        self.assertIn("valid", agreement.disagreement(self.case([], [4], [4]), self.lines))
        self.assertIn("valid", agreement.disagreement(self.case([finding], [], [4]), self.lines))
        far = {"line": 8, "path": "R/P/DOB"}
        self.assertIn("nothing", agreement.disagreement(self.case([finding, far], [4], [4]), self.lines))
        self.assertEqual(agreement.disagreement(self.case([], [4], [], "blanks_around_date"), self.lines), "")


class Mutations(unittest.TestCase):
    def test_each_changes_the_document(self):
        with tempfile.TemporaryDirectory() as folder:
            source = pathlib.Path(folder) / "source.xml"
            source.write_text(DOCUMENT, encoding="utf-8")
            plain = pathlib.Path(folder) / "plain.xml"
            mutation.write(mutation.Tree(source), "s.xsd", plain)
            for change in mutation.MUTATIONS:
                tree = mutation.Tree(source)
                change(tree, random.Random(1))
                changed = pathlib.Path(folder) / "changed.xml"
                mutation.write(tree, "s.xsd", changed)
                same = changed.read_bytes() == plain.read_bytes()
                self.assertEqual(same, change is mutation.nothing, change.__name__)


class Suite(unittest.TestCase):
    def test_only_the_declaration_counts(self):
        self.assertTrue(xml_suite.has_doctype("<?xml version='1.0'?><!DOCTYPE a><a/>"))
        self.assertFalse(xml_suite.has_doctype("<!-- <!DOCTYPE a> --><a><![CDATA[<!DOCTYPE a>]]></a>"))

    def test_version(self):
        self.assertEqual(xml_suite.declared_version("<?xml version=\"1.1\"?><a/>"), "1.1")
        self.assertEqual(xml_suite.declared_version("<a/>"), "1.0")

    def test_codes(self):
        self.assertEqual(xml_suite.observed_class([]), xml_suite.WELL_FORMED)
        self.assertEqual(xml_suite.observed_class(["XML071"]), xml_suite.NAMESPACE)
        self.assertEqual(xml_suite.observed_class(["XML071", "XML003"]), xml_suite.NOT_WELL_FORMED)
        self.assertEqual(xml_suite.observed_class(["XML090"]), xml_suite.DOCTYPE)
        self.assertEqual(xml_suite.observed_class(None), "not read")


if __name__ == "__main__":
    unittest.main()
