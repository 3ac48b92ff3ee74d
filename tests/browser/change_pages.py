"""Documents with something of every kind of change, and the pages that `cbds diff` makes of them."""
import copy
import json
import subprocess
import sys
import xml.etree.ElementTree as ET

from browser import options

HOSTILE = "</td><script>window.smuggled = 1</script><img src=x onerror='window.smuggled = 1'>"


def run(*arguments):
    done = subprocess.run([options.program, *map(str, arguments)], stderr=subprocess.PIPE, check=False)
    if done.returncode > 1:
        sys.exit(f"{arguments}: the program ended with {done.returncode}: {done.stderr.decode()}")


def make_old(path, pupils, seed):
    run("sample", "school-census@2026-autumn", "--phase=SS", f"--pupils={pupils}", f"--seed={seed}", "--overwrite", "-o", path)


def change(record, name, value):
    for item in list(record.iter(name))[:1]:
        item.text = value


def rekey(record, upn):
    identifiers = record.find("PupilIdentifiers")
    was = identifiers.find("UPN").text
    identifiers.find("UPN").text = upn
    former = ET.Element("FormerUPN")
    former.text = was
    identifiers.insert(1, former)


def move(root, roll, record):
    roll.remove(record)
    record.tag = "PupilNoLongerOnRoll"
    leavers = root.find("Pupils/PupilsNoLongerOnRoll")
    if leavers is None:
        leavers = ET.SubElement(root.find("Pupils"), "PupilsNoLongerOnRoll")
    leavers.append(record)


def make_new(old, new):
    """A document with something of every kind of change."""
    tree = ET.parse(old)
    root = tree.getroot()
    roll = root.find("Pupils/PupilsOnRoll")
    records = list(roll)
    joined = copy.deepcopy(records[0])
    change(joined, "UPN", "A201399900001")
    change(joined, "UniqueLearnerNumber", "9999999999")
    change(joined, "Surname", "Tamberlin")
    roll.append(joined)
    roll.remove(records[1])
    move(root, roll, records[2])
    rekey(records[3], "A201399900002")
    for record in records[4:12]:
        change(record, "Surname", HOSTILE)
        change(record, "Language", "POL")
        change(record, "PostCode", HOSTILE)
    for record in records[12:18]:
        status = record.find("PupilStatus")
        status.remove(status.find("EntryDate"))
        ET.SubElement(record.find("PupilCharacteristics"), "Ethnicity").text = "WBRI"
    change(root, "SchoolName", "<b>Another school</b>")
    tree.write(new, encoding="utf-8", xml_declaration=True)


def compare(name, old, new, *arguments):
    """Returns the page and what it has to show."""
    page, told = options.folder / f"{name}.html", options.folder / f"{name}.json"
    run("diff", "--overwrite", f"--report=html={page}", f"--report=json={told}", *arguments, old, new)
    return page, json.loads(told.read_text(encoding="utf-8"))


def make_pages():
    folders = [options.folder / "old", options.folder / "new"]
    for folder in folders:
        folder.mkdir(exist_ok=True)
    old, new = (folder / "2013907_SC3_201LL26_001.XML" for folder in folders)
    make_old(old, 40, 1)
    make_new(old, new)
    options.changes = compare("changes", old, new, "--redact=none", "--findings", "--reference-date=2026-11-22")
    options.masked = compare("changes-masked", old, new, "--redact=all")
    options.same = compare("changes-same", old, old)
    options.reconciled = compare("reconciled", old, new, "--reconcile")
    many_old, many_new = options.folder / "many-old.xml", options.folder / "many-new.xml"
    make_old(many_old, 3000, 2)
    make_new(many_old, many_new)
    many_new.write_text(many_new.read_text(encoding="utf-8").replace("<Language>ENG<", "<Language>FRN<"), encoding="utf-8")
    options.many_changes = compare("changes-many", many_old, many_new)
    make_old(folders[0] / "other.xml", 30, 3)
    make_new(folders[0] / "other.xml", folders[1] / "other.xml")
    options.schools = compare("changes-schools", *folders)
