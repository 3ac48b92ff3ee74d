"""The manual and --help name the same options.

Every option that `cbds COMMAND --help` shows is in man/cbds-COMMAND.1, or is described in man/cbds.1 and named in the
page of the command; every option that a page describes is one of the command.
The program is that of the environment variable CBDS_PROGRAM, else build/release/cbds.
"""
import os
import re
import subprocess
import unittest

from examples import plain
from shell import SOURCE

PROGRAM = os.environ.get("CBDS_PROGRAM", SOURCE / "build" / "release" / "cbds")
OPTION = re.compile(r"(?<![\w-])(--[a-z][a-z-]*|-[a-zA-Z])(?![\w-])")
EVERYWHERE = {"--help", "-h", "--config", "--version"}  # of the program, described in cbds(1)


def help_text(*words):
    done = subprocess.run([PROGRAM, *words, "--help"], capture_output=True, text=True, check=True)
    return done.stdout


def section(text, heading):
    """The indented lines below a heading of --help."""
    found = re.search(rf"^{heading}:\n((?:  .*\n)*)", text, re.MULTILINE)
    return found[1] if found else ""


def commands(*words):
    """The commands below these words, each with what is below it."""
    names = re.findall(r"^  (\w+)", section(help_text(*words), "Subcommands"), re.MULTILINE)
    return [(*words, name) for name in names] + [path for name in names for path in commands(*words, name)]


def options(*words):
    """The options that --help shows: the first word of each entry, `-o,--output` being two."""
    entries = re.findall(r"^  (-\S+)", section(help_text(*words), "Options"), re.MULTILINE)
    return {option for entry in entries for option in entry.split(",")}


def page(name):
    return plain((SOURCE / "man" / name).read_text(encoding="utf-8"))


def described(name):
    """The options that have an entry of their own in a page: the lines below .TP."""
    entries = re.findall(r"^\.T[PQ]\n(.*)$", page(name), re.MULTILINE)
    return {option for entry in entries if re.match(r"\.\w+ \"?-", entry) for option in OPTION.findall(entry)}


def pages_of(words):
    """The page of the first word, and one of its own that a command below it may have."""
    names = (f"cbds-{'-'.join(words[:length])}.1" for length in (1, 2))
    return sorted({name for name in names if (SOURCE / "man" / name).exists()})


class OptionsTest(unittest.TestCase):
    def setUp(self):
        if not os.path.exists(PROGRAM):
            self.skipTest(f"{PROGRAM} is not built")

    def test_the_program_has_commands_and_options(self):
        self.assertIn(("validate",), commands())
        self.assertIn(("id", "make", "upn"), commands())
        self.assertLessEqual({"--select", "-o", "--output", "-q"}, options("validate"))
        self.assertLessEqual({"--select", "--max-findings"}, described("cbds-validate.1"))
        self.assertIn("--redact", described("cbds.1"))

    def test_every_option_is_in_the_manual(self):
        common = described("cbds.1")
        self.assertLessEqual(options(), common)
        for words in commands():
            pages = pages_of(words)
            named = {option for name in pages for option in OPTION.findall(page(name))}
            own = {option for name in pages for option in described(name)}
            for option in options(*words) - EVERYWHERE:
                with self.subTest(command=" ".join(words), option=option):
                    if len(option) == 2:  # -o beside --output: described with it
                        self.assertIn(option, own | common)
                    else:
                        self.assertTrue(option in own or (option in common and self.is_named(option, named)))

    def is_named(self, option, named):
        """A common option is named by either of its two names."""
        short = {"--output": "-o", "--jobs": "-j", "--quiet": "-q"}
        return option in named or short.get(option) in named

    def test_every_option_of_the_manual_exists(self):
        for name in {name for words in commands() for name in pages_of(words)}:
            known = EVERYWHERE.union(*(options(*words) for words in commands() if name in pages_of(words)))
            for option in described(name):
                with self.subTest(page=name, option=option):
                    self.assertIn(option, known)

    def test_every_command_has_a_page_that_refers_back(self):
        for words in commands():
            if len(words) == 1:
                with self.subTest(command=words[0]):
                    self.assertIn(f"cbds-{words[0]} (1)", page("cbds.1"))
                    self.assertIn(".BR cbds (1)", page(f"cbds-{words[0]}.1"))


if __name__ == "__main__":
    unittest.main()
