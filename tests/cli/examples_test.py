"""Tests of what the golden runners themselves decide."""
import unittest

import examples
import run

PAGE = r""".SH EXAMPLES
.EX
$ cbds id check upn H801200001002
H801200001002: not a UPN: the check letter should be X, not H
$ echo $?
1
.EE
.EX
$ make demo
.EE
.EX
$ cbds id make upn \-\-la 801 \e
  \-\-estab 2000
\(aqX\(aq
.EE
"""


class Blocks(unittest.TestCase):
    def setUp(self):
        self.found = [example for block in examples.manual_blocks(PAGE) for example in examples.examples(block)]

    def test_commands_and_their_outputs(self):
        self.assertEqual([example.command for example in self.found],
                         ["cbds id check upn H801200001002", "echo $?", "cbds id make upn --la 801 --estab 2000"])
        self.assertEqual([example.output for example in self.found],
                         [["H801200001002: not a UPN: the check letter should be X, not H"], ["1"], ["'X'"]])

    def test_line_numbers_are_those_of_the_page(self):
        self.assertEqual([example.line for example in self.found], [3, 5, 12])

    def test_readme(self):
        text = "Text\n```console\n$ build/release/cbds --version\n...\n```\n```console\n$ make test\n```\n"
        found = [example for block in examples.readme_blocks(text) for example in examples.examples(block)]
        self.assertEqual([example.command for example in found], ["build/release/cbds --version"])


class Matching(unittest.TestCase):
    def test_exact(self):
        self.assertTrue(examples.matches(["a", "b"], ["a", "b"]))
        self.assertFalse(examples.matches(["a"], ["a", "b"]))
        self.assertFalse(examples.matches(["a", "b"], ["a"]))

    def test_dots_stand_for_any_lines(self):
        self.assertTrue(examples.matches(["a", "...", "z"], ["a", "b", "c", "z"]))
        self.assertTrue(examples.matches(["a", "..."], ["a"]))
        self.assertFalse(examples.matches(["a", "...", "z"], ["a", "b"]))
        self.assertFalse(examples.matches(["b", "..."], ["a", "b"]))


class Differences(unittest.TestCase):
    WANT = {"rc": "0", "expout": b"one\n", "experr": b""}

    def test_none(self):
        self.assertEqual(run.difference(self.WANT, dict(self.WANT)), "")

    def test_each_part_counts(self):
        for part, value in (("rc", "1"), ("expout", b"two\n"), ("expout", b"one"), ("experr", b"\n")):
            self.assertTrue(run.difference(self.WANT, self.WANT | {part: value}), part)


if __name__ == "__main__":
    unittest.main()
