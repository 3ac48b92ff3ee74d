"""The canonical form is that of xmllint, and the odd documents are what they are meant to be."""
import pathlib
import random
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from canonical import canonical, parse  # noqa: E402
import documents  # noqa: E402

SOURCE = pathlib.Path(__file__).resolve().parents[2]
SAMPLE = (SOURCE / "samples" / "2013924_CTF_2013945_001.xml").read_bytes()

# Without layout, comments and declarations of namespaces that change nothing.
DOCUMENTS = [
    b"<a/>", b"<a></a>", b"<a> </a>", b"<a>x</a>", b"<a b='1' a=\"2\"/>", b"<a><b/><b>x</b></a>", b"<a><![CDATA[<&>]]></a>",
    b"<a>&lt;&#65;&amp;&gt;&#13;&#9;&quot;</a>", b"<a b='&quot;&apos;&lt;&#9;&#10;&#13;&gt;'/>", b"<a>x\r\ny</a>", b"<a b='x\r\ny'/>",
    b"<x:a xmlns:x='urn:x' x:b='1' c='2'><x:b/></x:a>", b"<a xmlns='urn:d' b='1'/>", b"<a xml:lang='en'/>",
    "<?xml version='1.0' encoding='windows-1252'?><a>Zo\u00eb</a>".encode("cp1252"), "<a>\U0001f600</a>".encode("utf-16"),
]


def xmllint(data):
    return subprocess.run(["xmllint", "--c14n", "-"], input=data, stdout=subprocess.PIPE, check=True).stdout.decode("utf-8")


class Canonical(unittest.TestCase):
    def test_it_is_that_of_xmllint(self):
        for document in DOCUMENTS:
            with self.subTest(document=document):
                self.assertEqual("".join(canonical(document)), xmllint(document))

    def test_layout_and_comments_do_not_count(self):
        self.assertEqual(canonical(b"<a>\n <b>x<!-- c --></b><?p?>\n</a>"), canonical(b"<a><b>x</b></a>"))

    def test_everything_else_counts(self):
        same = canonical(b"<a><b>x</b><c/></a>")
        for other in (b"<a><c/><b>x</b></a>", b"<a><b>x </b><c/></a>", b"<a><b>x</b><c> </c></a>", b"<a><b>x</b></a>", b"<a><b y=''>x</b><c/></a>",
                      b"<a><B>x</B><c/></a>", b"<a>t<b>x</b><c/></a>"):
            self.assertNotEqual(canonical(other), same)


class Documents(unittest.TestCase):
    def test_mutated_documents_are_well_formed_and_differ(self):
        same = canonical(SAMPLE)
        differ = 0
        for seed in range(50):
            data = documents.mutated(SAMPLE, random.Random(seed))
            self.assertTrue(parse(data).name)
            differ += canonical(data) != same
        self.assertGreater(differ, 40)

    def test_the_same_seed_gives_the_same_document(self):
        self.assertEqual(documents.mutated(SAMPLE, random.Random(7)), documents.mutated(SAMPLE, random.Random(7)))


if __name__ == "__main__":
    unittest.main()
