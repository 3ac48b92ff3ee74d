"""Opens the pages that the program makes in a real Chromium, at the width of a desk and of a phone, and uses them as an office would.

    run.py --program build/release/cbds --folder build/release/browser

axe-core, fetched once with npm, has to find nothing in any view. Screenshots are left in the folder, to be looked at.
The tests of the report of findings stand here, those of `diff` in changes.py, those of `attendance` in attendance.py.
"""
import argparse
import base64
import json
import pathlib
import subprocess
import sys
import unittest

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import npm_package  # noqa: E402
from browser import WIDTHS, Case, options  # noqa: E402
import attendance  # noqa: E402
import change_pages  # noqa: E402
import changes  # noqa: E402

SOURCE = pathlib.Path(__file__).resolve().parents[2]
AXE = ("axe-core@4.14.1", "axe.min.js")


def make_report(name, *documents):
    """Returns the page and the findings that it has to show."""
    page, findings = options.folder / f"{name}.html", options.folder / f"{name}.json"
    done = subprocess.run([options.program, "validate", "--overwrite", f"--report=html={page}", f"--report=json={findings}", *map(str, documents)],
                          stderr=subprocess.PIPE, check=False)
    if done.returncode > 1:
        sys.exit(f"the program ended with {done.returncode}: {done.stderr.decode()}")
    return page, json.loads(findings.read_text(encoding="utf-8"))


def make_document(name, *arguments):
    path = options.folder / name
    subprocess.run([options.program, "sample", "school-census@2026-autumn", "--overwrite", "-o", path, *arguments], check=True)
    return path


class Looks(Case):
    """What every page has to keep, in every view and width."""

    def test_every_view(self):
        pages = {"faults": options.faults[0], "clean": options.clean[0], "many": options.many[0]}
        for page_name, page in pages.items():
            for width_name, width in WIDTHS.items():
                self.open(page, width)
                for view in ("rule", "pupil") if self.all("#filters") else ("rule",):
                    name = f"{page_name}-{width_name}-{view}"
                    if self.all("#filters"):
                        self.arrange_by(view)
                    self.browser.execute_script("for (const note of [...document.querySelectorAll('details.note')].slice(0, 3)) note.open = true")
                    with self.subTest(name):
                        self.photograph(name)
                        self.assertEqual(width, self.browser.execute_script("return document.documentElement.scrollWidth"), "it is too wide")
                        if page_name != "many":  # it is built like the others, and axe-core would take minutes
                            self.assert_accessible(name)
                self.assertEqual([], self.browser.get_log("browser"))

    def test_it_can_be_printed(self):
        self.open(options.faults[0], WIDTHS["desk"])
        self.all(".group > summary")[0].click()
        self.arrange_by("pupil")
        printed = self.browser.execute_cdp_cmd("Page.printToPDF", {"paperWidth": 8.27, "paperHeight": 11.69})
        (options.folder / "faults.pdf").write_bytes(base64.b64decode(printed["data"]))
        self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
        self.assertFalse(self.one("#filters").is_displayed())
        self.assertTrue(self.shown())
        self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


class Use(Case):
    """Filters, search and the two views, at the width of a desk."""

    def setUp(self):
        self.open(options.faults[0], WIDTHS["desk"])
        self.report = options.faults[1]
        self.findings = self.report["findings"]

    def expect(self, holds):
        expected = sum(1 for finding in self.findings if holds(finding))
        self.assertGreater(expected, 0)
        self.assertLess(expected, len(self.findings))
        self.assertEqual(expected, len(self.shown()))
        self.assertIn(f"{expected} finding", self.one("#shown").text)

    def test_everything_is_shown_at_first(self):
        self.assertEqual(len(self.findings), len(self.shown()))
        self.assertIn(f"All {len(self.findings)} findings are shown", self.one("#shown").text)
        self.assertEqual(len({finding["code"] for finding in self.findings}), len(self.shown("#by-rule .group")))

    def test_filter_by_severity(self):
        self.one("[name=severity][value=query]").click()
        self.expect(lambda finding: finding["severity"] != "query")

    def test_filter_by_rule(self):
        code = self.findings[0]["code"]
        Select(self.one("#rule")).select_by_value(code)
        self.expect(lambda finding: finding["code"] == code)
        self.assertEqual(1, len(self.shown(".group")))

    def test_filter_by_file(self):
        Select(self.one("#file")).select_by_index(2)
        self.expect(lambda finding: finding["file"] == self.report["files"][1]["path"])

    def test_filter_by_year_group_from_the_table(self):
        row = next(row for row in self.all("tbody tr") if row.find_element(By.TAG_NAME, "th").text == "Year 9")
        row.find_element(By.TAG_NAME, "button").click()
        self.settle()
        self.expect(lambda finding: finding["record"] and finding["record"]["year_group"] == "9")
        self.assertEqual(["Year 9"], self.texts(".year-heading"))
        self.assertTrue(self.one("[name=view][value=pupil]").is_selected())

    def test_search_by_key_and_by_words(self):
        key = next(finding["record"]["key"] for finding in self.findings if finding["record"])
        self.one("#search").send_keys(key.lower())
        self.settle()
        self.expect(lambda finding: finding["record"] and finding["record"]["key"] == key)
        self.one("#search").clear()
        self.one("#search").send_keys("letter upn")
        self.settle()
        self.assertTrue(self.shown())
        self.assertTrue(all("letter" in text for text in self.texts(".group")))

    def test_a_search_that_finds_nothing_says_so_and_show_all_ends_it(self):
        self.one("#search").send_keys("no such word")
        self.settle()
        self.assertEqual([], self.shown())
        self.assertIn("No finding fits", self.one("#shown").text)
        self.one("button[type=reset]").click()
        self.settle()
        self.assertEqual(len(self.findings), len(self.shown()))

    def test_by_pupil_and_back(self):
        before = self.texts()
        self.arrange_by("pupil")
        pupils = {(finding["file"], finding["record"]["number"]) for finding in self.findings if finding["record"]}
        others = {finding["file"] for finding in self.findings if not finding["record"]}
        self.assertEqual(len(pupils) + len(others), len(self.shown("#by-pupil .group")))
        self.assertEqual(len(self.findings), len(self.shown()))
        years = [int(text.split()[1]) for text in self.texts(".year-heading") if text.split()[1].isdigit()]
        self.assertGreater(len(years), 3)
        self.assertEqual(sorted(years), years)
        self.arrange_by("rule")
        self.assertEqual(before, self.texts())

    def test_a_rule_is_reached_from_the_table(self):
        self.arrange_by("pupil")
        code = self.findings[-1]["code"]
        self.one(f"a[href='#rule-{code}']").click()
        self.settle()
        self.assertTrue(self.one(f"#rule-{code}").is_displayed())

    def test_a_note_can_be_changed_and_copied(self):
        note = self.all("li details.note")[0]
        note.find_element(By.TAG_NAME, "summary").click()
        box = note.find_element(By.TAG_NAME, "textarea")
        self.assertRegex(box.get_attribute("value"), r"^Query \w+, pupil \w{13}: .* because \[give the reason\]\.$")
        box.send_keys(Keys.CONTROL, Keys.END)
        box.send_keys(" Seen by me.")
        self.browser.execute_script("window.copied = ''; document.addEventListener('copy', () => { window.copied = String(document.activeElement.value); });"
                                    "Object.defineProperty(navigator, 'clipboard', {value: {writeText: (text) => { window.copied = text; return Promise.resolve(); }}});")
        note.find_element(By.CSS_SELECTOR, ".copy").click()
        self.settle()
        self.assertTrue(self.browser.execute_script("return window.copied").endswith("Seen by me."))
        self.assertEqual("Copied", note.find_element(By.CSS_SELECTOR, ".copy").text)

    def test_the_keyboard_reaches_everything(self):
        self.browser.execute_script("document.body.focus()")
        reached = set()
        for _ in range(80):
            self.browser.switch_to.active_element.send_keys(Keys.TAB)
            active = self.browser.switch_to.active_element
            reached.add(active.get_attribute("id") or active.get_attribute("name") or active.get_attribute("class") or active.tag_name)
        self.assertLessEqual({"skip", "search", "view", "severity", "rule", "year", "fold", "print", "show", "summary"}, reached)

    def test_groups_are_closed_and_opened(self):
        self.one("#fold").click()
        self.assertEqual([], self.shown())
        self.one("#fold").click()
        self.assertEqual(len(self.findings), len(self.shown()))

    def test_nothing_in_a_document_is_run(self):
        self.assertIsNone(self.browser.execute_script("return window.smuggled || null"))
        self.browser.execute_script("const s = document.createElement('script'); s.textContent = 'window.smuggled = 1'; document.body.append(s);")
        self.assertIsNone(self.browser.execute_script("return window.smuggled || null"))


class WithoutScripts(Case):
    """The page is a plain list, with no control that would do nothing."""

    scripts = False

    def test_a_plain_list(self):
        self.open(options.faults[0], WIDTHS["phone"])
        self.assertEqual(len(options.faults[1]["findings"]), len(self.shown()))
        self.assertEqual([], self.shown("button, #filters"))


def load_tests(loader, tests, _):
    """Those of the other files too."""
    return unittest.TestSuite([tests, loader.loadTestsFromModule(changes), loader.loadTestsFromModule(attendance)])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--folder", required=True, type=pathlib.Path)
    parser.parse_args(namespace=options)
    options.program = str(pathlib.Path(options.program).resolve())
    options.folder = options.folder.resolve()
    options.folder.mkdir(parents=True, exist_ok=True)
    package, file = AXE
    options.axe = (npm_package.fetch(package, options.folder.parent / "npm") / file).read_text(encoding="utf-8")
    secondary = make_document("secondary.xml", "--phase=SS", "--pupils=120", "--bad=0.3", "--bad-kind=any")
    options.faults = make_report("faults", SOURCE / "samples" / "faults/2013907_SC1_201LL26_001.XML", secondary)
    options.clean = make_report("clean", SOURCE / "samples" / "2013933_SC1_201LL26_001.XML")
    options.many = make_report("many", make_document("many.xml", "--phase=SS", "--pupils=4000", "--bad=0.5", "--bad-kind=any"))
    change_pages.make_pages()
    attendance.make_pages()
    unittest.main(argv=[sys.argv[0]], verbosity=1)


if __name__ == "__main__":
    main()
