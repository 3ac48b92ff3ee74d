"""Documents for the databases, and what a database must hold of them, found without any code of ours."""
import collections
import pathlib
import re
import subprocess
import xml.etree.ElementTree as ElementTree

SOURCE = pathlib.Path(__file__).resolve().parents[2]
KEYS = {"document", "record", "number", "within", "roll"}

# Values that mean something to SQL, to a type of a column or to a line of text. They stand in a return with these items.
HOSTILE = {
    "Surname": "O'Neill; DROP TABLE pupils; --\tTab \\N \\. \"quoted\" Zo\u00eb &#10;line&#13; end\\",
    "Forename": "\\N",
    "MiddleNames": "NULL",
    "DOB": "2026-02-30",
    "EntryDate": "0000-01-01",
    "SENtypeRank": "07",
    "TopUpFunding": "yes",
    "FundedHours": "15.00",
    "HoursAtSetting": "1e5",
    "ExtendedHours": "Infinity",
    "MissedSessions": "7.0",
    "SessionsPossible": "+7",
    "Ethnicity": "????",
}


class Program:
    """`cbds`, whose failures end the test."""

    def __init__(self, path):
        self._path = str(pathlib.Path(path).resolve())

    def run(self, *arguments):
        done = subprocess.run([self._path, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
        if done.returncode:
            raise AssertionError(f"cbds {' '.join(map(str, arguments))} ended with {done.returncode}: {done.stderr.decode()}")
        return done.stdout

    def editions(self):
        return [name for name in self.run("schema", "--list").decode().split() if "@" in name]

    def convert(self, source, form, target):
        self.run("convert", *(source if isinstance(source, list) else [source]), "--to", form, "-o", target, "--overwrite")
        return target


def sample(program, folder, edition, pupils=12, phase="AT"):
    """Writes an invented document and returns its path."""
    path = folder / f"{edition}.xml"
    program.run("sample", edition, "--pupils", pupils, "--phase", phase, "-o", path, "--overwrite")
    return path


def hostile(program, folder, edition):
    """An invented document in which every other value of some items is an unusual one."""
    text = sample(program, folder, edition, pupils=40).read_text(encoding="utf-8")
    for name, value in HOSTILE.items():
        turns = iter(range(10_000))
        text = re.sub(f"<{name}>[^<]*<", lambda match: match[0] if next(turns) % 2 else f"<{name}>{value}<", text)  # noqa: B023
    path = folder / f"hostile-{edition}.xml"
    path.write_text(text, encoding="utf-8")
    return path


def values(*paths):
    """How often each value stands in the documents, empty ones left out."""
    return collections.Counter(element.text for path in paths for element in ElementTree.parse(path).iter() if not len(element) and element.text)


def records(path):
    """How many records a document has."""
    return sum(element.tag in ("Pupil", "PupilOnRoll", "PupilNoLongerOnRoll") for element in ElementTree.parse(path).iter())


def canonical(path):
    """The document as canonical XML, without the blanks between elements that lay it out."""
    root = ElementTree.parse(path).getroot()
    for element in root.iter():
        for child in element:
            child.tail = None if not (child.tail or "").strip() else child.tail
        if len(element) and not (element.text or "").strip():
            element.text = None
    return ElementTree.canonicalize(ElementTree.tostring(root, encoding="unicode"))
