"""The page of changes of `cbds diff`, and the page of `cbds diff --reconcile`."""
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select

from browser import WIDTHS, Case, options
from change_pages import HOSTILE

KINDS = ["added", "removed", "moved", "re-keyed", "item-added", "item-removed", "item-changed"]


def entries_of(report):
    """What the page has a line for: kind, pupil, item, whether funding follows it."""
    entries = []
    for pair in report["pairs"]:
        for record in pair["records"]:
            entries += [(kind, record["key"], None, kind in ("added", "removed", "moved")) for kind in record["kinds"]]
            entries += [(item["kind"], record["key"], item, item["funding"]) for item in record["items"]]
        entries += [("ambiguous", None, None, False)] * len(pair["ambiguous"])
        entries += [("finding", None, None, False)] * len(pair["findings"])
    return entries


class LooksOfChanges(Case):
    """What the pages have to keep, in every width."""

    def test_every_page(self):
        pages = {"changes": options.changes, "masked": options.masked, "same": options.same, "schools": options.schools,
                 "many-changes": options.many_changes, "reconciled": options.reconciled}
        for page_name, (page, _) in pages.items():
            for width_name, width in WIDTHS.items():
                self.open(page, width)
                name = f"{page_name}-{width_name}"
                self.browser.execute_script("for (const fold of document.querySelectorAll('details')) fold.open = true")
                with self.subTest(name):
                    self.photograph(name)
                    self.assertEqual(width, self.browser.execute_script("return document.documentElement.scrollWidth"), "it is too wide")
                    if page_name != "many-changes":  # it is built like the others, and axe-core would take minutes
                        self.assert_accessible(name)
                self.assertEqual([], self.browser.get_log("browser"))

    def test_they_can_be_printed(self):
        for page, _ in (options.changes, options.reconciled):
            self.open(page, WIDTHS["desk"])
            self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
            self.assertFalse(self.one("#filters").is_displayed())
            self.assertEqual(len(self.all(".entry")), len(self.shown(".entry")))
            self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


class UseOfChanges(Case):
    """Filter and search, at the width of a desk."""

    def setUp(self):
        self.open(options.changes[0], WIDTHS["desk"])
        self.entries = entries_of(options.changes[1])

    def expect(self, holds):
        expected = sum(1 for entry in self.entries if holds(*entry))
        self.assertGreater(expected, 0)
        self.assertLess(expected, len(self.entries))
        self.assertEqual(expected, len(self.shown(".entry")))
        self.assertIn(f"{expected} of {len(self.entries)} entries shown", self.one("#shown").text)

    def search(self, words):
        self.one("#search").clear()
        self.one("#search").send_keys(words)
        self.settle()

    def key_of(self, kind):
        return next(key for entry_kind, key, _, _ in self.entries if entry_kind == kind and key)

    def test_everything_is_shown_at_first(self):
        self.assertEqual(len(self.entries), len(self.shown(".entry")))
        self.assertIn(f"All {len(self.entries)} entries shown", self.one("#shown").text)
        totals = options.changes[1]["summary"]
        for word, number in {"Joined": totals["changes"]["added"], "Left": totals["changes"]["removed"], "Moved": totals["changes"]["moved"],
                             "Re-keyed": totals["changes"]["re-keyed"], "Pupils changed": totals["changed"], "The same": totals["same"],
                             "Not compared": totals["not_compared"]}.items():
            tile = next(tile for tile in self.all(".totals > div") if tile.find_element("tag name", "dt").text == word)
            self.assertEqual(f"{number:,}", tile.find_element("tag name", "b").text, word)

    def test_every_kind_can_be_hidden(self):
        boxes = {box.get_attribute("value"): box for box in self.all("[name=kind]")}
        self.assertLessEqual(set(KINDS), set(boxes))
        for hidden in KINDS:
            boxes[hidden].click()
            self.expect(lambda kind, *_, hidden=hidden: kind != hidden)
            boxes[hidden].click()

    def test_funding_only(self):
        self.one("#funding").click()
        self.expect(lambda _kind, _key, _item, funding: funding)

    def test_search_by_pupil(self):
        key = self.key_of("item-removed")
        self.search(key.lower())
        self.assertEqual([key], [text.split()[0] for text in self.texts(".group.pupil h4")])
        self.assertIn("about 1 pupil", self.one("#shown").text)

    def test_search_by_old_and_new_value(self):
        for words in ("POL", "WBRI"):
            self.search(words)
            self.assertTrue(self.shown(".entry"))
            self.assertTrue(all(words in text for text in self.texts(".entry")))

    def test_a_search_that_finds_nothing_says_so_and_show_all_ends_it(self):
        self.search("no such word")
        self.assertEqual([], self.shown(".entry") + self.shown(".part"))
        self.assertIn("Nothing fits", self.one("#shown").text)
        self.one("button[type=reset]").click()
        self.settle()
        self.assertEqual(len(self.entries), len(self.shown(".entry")))

    def test_an_item_is_shown_from_the_table(self):
        row = next(row for row in self.all(".counts tbody tr") if row.text.startswith("Language"))
        row.find_element("tag name", "button").click()
        self.settle()
        self.expect(lambda _kind, _key, item, _funding: item is not None and item["item"] == "Language")
        self.assertEqual("Language (PupilCharacteristics)", Select(self.one("#item")).first_selected_option.text)

    def test_folds_are_closed_and_opened(self):
        cards = len(self.shown(".pupil .entry"))
        self.assertGreater(cards, 0)
        self.one("#fold").click()
        self.assertEqual([], self.shown(".pupil .entry"))
        self.one("#fold").click()
        self.assertEqual(cards, len(self.shown(".pupil .entry")))

    def test_the_count_is_told_to_who_cannot_see(self):
        self.assertEqual("status", self.one("#shown").get_attribute("role"))
        self.assertTrue(all(table.find_elements("css selector", "th[scope=col]") for table in self.all("table")))

    def test_the_keyboard_reaches_everything(self):
        reached = set()
        for _ in range(120):
            active = self.browser.switch_to.active_element
            active.send_keys(Keys.TAB)
            active = self.browser.switch_to.active_element
            reached.add(active.get_attribute("id") or active.get_attribute("name") or active.get_attribute("class") or active.tag_name)
        self.assertLessEqual({"skip", "search", "kind", "item", "funding", "fold", "print", "show", "summary"}, reached)

    def test_nothing_in_a_document_is_run(self):
        self.assertIn(HOSTILE, self.one("body").text)
        self.assertIsNone(self.browser.execute_script("return window.smuggled || null"))
        self.browser.execute_script("const s = document.createElement('script'); s.textContent = 'window.smuggled = 1'; document.body.append(s);")
        self.assertIsNone(self.browser.execute_script("return window.smuggled || null"))


class ManyChanges(Case):
    """Thousands of pupils, several schools."""

    def test_thousands_of_pupils_are_searched_at_once(self):
        self.open(options.many_changes[0], WIDTHS["desk"])
        entries = entries_of(options.many_changes[1])
        self.assertGreater(len(entries), 2000)
        self.assertEqual(len(entries), len(self.all(".entry")))
        key = next(key for kind, key, _, _ in entries if kind == "item-changed" and key)
        self.one("#search").send_keys(key)
        self.settle()
        self.assertIn(f"of {len(entries):,} entries shown, about 1 pupil", self.one("#shown").text)

    def test_a_school_is_chosen(self):
        self.open(options.schools[0], WIDTHS["desk"])
        Select(self.one("#pair")).select_by_index(2)
        self.assertEqual(1, len(self.shown(".pair")))
        expected = len(entries_of({"pairs": options.schools[1]["pairs"][1:]}))
        self.assertIn(f"{expected} of {len(entries_of(options.schools[1]))} entries shown", self.one("#shown").text)
        self.all(".schools a")[0].click()
        self.settle()
        self.assertEqual(2, len(self.shown(".pair")))


class UseOfReconciliation(Case):
    """Verdicts and the pupils behind the numbers."""

    def setUp(self):
        self.open(options.reconciled[0], WIDTHS["desk"])

    def test_only_what_is_missing(self):
        everything = len(self.all(".entry"))
        for box in self.all("[name=kind]"):
            if box.get_attribute("value") != "missing":
                box.click()
        shown = self.shown(".entry")
        self.assertTrue(0 < len(shown) < everything)
        for entry in shown:
            self.assertNotEqual("0", entry.find_element("css selector", "[data-column=Missing]").text)
        self.assertIn(f"{len(shown)} of {everything} items shown", self.one("#shown").text)

    def test_the_pupils_behind_a_number(self):
        entry = next(entry for entry in self.all(".entry") if entry.find_element("tag name", "th").text == "Language")
        self.assertNotIn("Changed: ", entry.text)
        entry.find_element("tag name", "summary").click()
        self.assertIn("Changed: ", entry.text)
        self.assertGreater(len(entry.find_elements("css selector", ".pupils li")), 3)

    def test_a_section_is_reached_from_the_table(self):
        self.one("#search").send_keys("no such item")
        self.settle()
        link = self.one("a[href^='#section-']")
        target = link.get_attribute("href").split("#")[1]
        link.click()
        self.settle()
        self.assertTrue(self.one(f"#{target}").is_displayed())


class ChangesWithoutScripts(Case):
    """The pages are plain lists, with no control that would do nothing."""

    scripts = False

    def test_plain_lists(self):
        for page, _ in (options.changes, options.reconciled):
            self.open(page, WIDTHS["phone"])
            self.assertEqual(len(self.all(".entry")), len(self.shown(".entry")))
            self.assertTrue(self.shown(".entry"))
            self.assertEqual([], self.shown("button, #filters"))
