"""The page of `cbds attendance pupils`: it has no script, so that everything is tried without."""
import json
import subprocess
import sys

from selenium.webdriver.common.keys import Keys

from browser import WIDTHS, Case, options

LISTS = {"persistent": lambda pupil: pupil["persistent"], "severe": lambda pupil: pupil["severe"], "crossed": lambda pupil: pupil["crossed"],
         "alerts": lambda pupil: bool(pupil["alerts"]), "open-spell": lambda pupil: pupil["open_spell_start"] is not None,
         "attention": lambda pupil: pupil["persistent"] or pupil["crossed"] or bool(pupil["alerts"]), "all": lambda pupil: True}


def run(*arguments):
    done = subprocess.run([options.program, *map(str, arguments)], stderr=subprocess.PIPE, check=False)
    if done.returncode:
        sys.exit(f"{arguments}: the program ended with {done.returncode}: {done.stderr.decode()}")


def count(name, *arguments):
    """Returns the page and the figures that it has to show."""
    page, figures = options.folder / f"{name}.html", options.folder / f"{name}.json"
    run("attendance", "pupils", "--overwrite", f"--report=html={page}", f"--report=json={figures}", *arguments)
    return page, json.loads(figures.read_text(encoding="utf-8"))


def make_register(name, *arguments):
    """Returns the arguments that read it."""
    marks, pupils, schools = (options.folder / f"{name}-{kind}.csv" for kind in ("marks", "pupils", "schools"))
    run("sample", "register@2026", "--overwrite", "-o", marks, "--pupils-file", pupils, "--schools-file", schools, *arguments)
    return [marks, "--pupils", pupils, "--schools", schools]


def with_hostile_names(register):
    """A school and pupils that would like to be markup, and sessions without a mark."""
    marks, _, pupils, _, schools = register
    text = schools.read_text(encoding="utf-8").splitlines()
    cells = text[1].split(",")
    cells[2] = "<script>window.smuggled=1</script><b>School"
    schools.write_text("\n".join([text[0], ",".join(cells)]) + "\n", encoding="utf-8")
    rows = pupils.read_text(encoding="utf-8").splitlines()
    heading = rows[0].split(",")
    changed = [rows[0]]
    for row in rows[1:]:
        values = row.split(",")
        values[heading.index("surname")] = "<img src=x onerror=window.smuggled=1>"
        changed.append(",".join(values))
    pupils.write_text("\n".join(changed) + "\n", encoding="utf-8")
    lines = marks.read_text(encoding="utf-8").splitlines()
    marks.write_text("\n".join(line for number, line in enumerate(lines) if number == 0 or number % 97) + "\n", encoding="utf-8")


def make_pages():
    register = make_register("register", "--pupils=30", "--phase=SS", "--seed=4")
    with_hostile_names(register)
    options.attendance = count("attendance", "--redact=none", "--since=2027-03-01", *register)
    options.attendance_masked = count("attendance-masked", "--redact=all", "--until=2026-12-31", *register)
    schools = make_register("register-schools", "--pupils=6", "--schools=3", "--phase=PS")
    options.attendance_schools = count("attendance-schools", *schools)
    options.attendance_sums = count("attendance-sums", "--scope=national", *schools)


class LooksOfAttendance(Case):
    """What the pages have to keep, in every width."""

    def test_every_page(self):
        pages = {"attendance": options.attendance, "attendance-masked": options.attendance_masked, "attendance-schools": options.attendance_schools,
                 "attendance-sums": options.attendance_sums}
        for page_name, (page, _) in pages.items():
            for width_name, width in WIDTHS.items():
                self.open(page, width)
                name = f"{page_name}-{width_name}"
                # Cards are alike, and axe-core takes a second for a year of marks.
                self.browser.execute_script("[...document.querySelectorAll('details')].forEach((fold, number) => { fold.open = number < 12 })")
                with self.subTest(name):
                    self.photograph(name)
                    self.assertEqual(width, self.browser.execute_script("return document.documentElement.scrollWidth"), "it is too wide")
                    self.assert_accessible(name)
                self.assertEqual([], self.browser.get_log("browser"))

    def test_it_can_be_printed(self):
        self.open(options.attendance[0], WIDTHS["desk"])
        self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
        self.assertFalse(self.one(".filters").is_displayed())
        self.assertTrue(self.shown(".pupil .calendar"))
        self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})

    def test_nothing_of_what_was_read_is_run(self):
        self.open(options.attendance[0], WIDTHS["desk"])
        self.assertIn("<script>window.smuggled", self.one("header.verdict").text)
        self.assertIsNone(self.browser.execute_script("return window.smuggled || null"))
        self.assertEqual([], self.all("img, main script"))

    def test_colour_is_not_the_only_sign(self):
        """Who is not simply there has letters, and the picture is told in words."""
        self.open(options.attendance[0], WIDTHS["desk"])
        drawn = self.browser.execute_script("return [...document.querySelectorAll('.calendar :is(g.b, g.u, g.m)')]"
                                            ".map((group) => group.querySelectorAll('text').length)")
        self.assertTrue(drawn)
        self.assertTrue(all(drawn))
        letters = self.browser.execute_script("return [...document.querySelectorAll('.calendar g.b text, .calendar g.u text')].length")
        absent = options.attendance[1]["totals"]["authorised"] + options.attendance[1]["totals"]["unauthorised"]
        self.assertEqual(absent, letters)
        for picture in self.all(".calendar"):
            self.assertRegex(picture.get_attribute("aria-label"), r"^Marks.*\d+ sessions? attended, \d+ sessions? absent")


class UseOfAttendance(Case):
    """The filter, without a script."""

    scripts = False

    def setUp(self):
        self.open(options.attendance[0], WIDTHS["desk"])
        self.pupils = options.attendance[1]["pupils"]

    def expect(self, pupils):
        self.assertEqual(len(pupils), len(self.shown("tr.one")))
        self.assertEqual(len(pupils), len(self.shown("details.one")))
        shown = self.shown("p.shown span")
        self.assertEqual(1, len(shown))
        words = f"{len(pupils)} pupil" if pupils else "No pupil fits"
        self.assertTrue(shown[0].text.startswith(words), shown[0].text)

    def test_every_list(self):
        self.expect([pupil for pupil in self.pupils if LISTS["attention"](pupil)])
        for name, holds in LISTS.items():
            pupils = [pupil for pupil in self.pupils if holds(pupil)]
            buttons = self.all(f"#list-{name}")
            self.assertEqual(bool(pupils), bool(buttons), name)
            if buttons:
                buttons[0].click()
                self.expect(pupils)

    def test_a_year_group_of_a_list_and_as_at_first(self):
        year = next(label for label in self.all("label") if label.text.startswith("Year 9"))
        year.click()
        self.expect([pupil for pupil in self.pupils if pupil["year_group"] == "9" and LISTS["attention"](pupil)])
        self.one("#list-all").click()
        self.expect([pupil for pupil in self.pupils if pupil["year_group"] == "9"])
        self.one("button[type=reset]").click()
        self.expect([pupil for pupil in self.pupils if LISTS["attention"](pupil)])

    def test_the_list_leads_to_the_calendar(self):
        row = self.shown("tr.one a")[0]
        card = row.get_attribute("href").split("#")[1]
        row.click()
        self.assertTrue(self.one(f"#{card} .calendar").is_displayed())

    def test_the_keyboard_chooses_a_list(self):
        self.one("#list-all").send_keys(Keys.ARROW_RIGHT)
        self.assertTrue(self.one("#list-attention").is_selected())
        self.one("#list-attention").send_keys(Keys.ARROW_RIGHT)
        self.expect([pupil for pupil in self.pupils if LISTS["persistent"](pupil)])
