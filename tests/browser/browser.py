"""A real Chromium for the tests of pages, and what they ask of every page."""
import base64
import types
import unittest

from selenium import webdriver
from selenium.webdriver.common.by import By

WIDTHS = {"desk": 1280, "phone": 390}
SETTLED = "const done = arguments[0]; setTimeout(() => requestAnimationFrame(done), 250)"  # the search waits for the next key

options = types.SimpleNamespace()  # program, folder, axe, and the pages that were made


def start_browser(scripts=True):
    settings = webdriver.ChromeOptions()
    settings.binary_location = "/usr/bin/chromium"
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-prefers-reduced-motion"):
        settings.add_argument(argument)
    settings.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    if not scripts:
        settings.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
    return webdriver.Chrome(service=webdriver.chrome.service.Service("/usr/bin/chromedriver"), options=settings)


class Case(unittest.TestCase):
    """A browser for the tests of a class."""

    scripts = True

    @classmethod
    def setUpClass(cls):
        cls.browser = start_browser(cls.scripts)
        cls.addClassCleanup(cls.browser.quit)

    def open(self, page, width):
        size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}
        self.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        self.browser.get(page.as_uri())

    def all(self, selector):
        return self.browser.find_elements(By.CSS_SELECTOR, selector)

    def one(self, selector):
        return self.browser.find_element(By.CSS_SELECTOR, selector)

    def shown(self, selector=".finding"):
        """What can be seen or scrolled to: nothing that is hidden or folded away."""
        return self.browser.execute_script("return [...document.querySelectorAll(arguments[0])].filter((element) => element.checkVisibility())", selector)

    def texts(self, selector=".finding"):
        return self.browser.execute_script("return arguments[0].map((element) => element.innerText)", self.shown(selector))

    def settle(self):
        self.browser.execute_async_script(SETTLED)

    def arrange_by(self, view):
        self.one(f"[name=view][value={view}]").click()

    def photograph(self, name):
        height = self.browser.execute_script("return document.documentElement.scrollHeight")
        width = self.browser.execute_script("return document.documentElement.clientWidth")
        clip = {"x": 0, "y": 0, "width": width, "height": min(height, 6000), "scale": 1}
        shot = self.browser.execute_cdp_cmd("Page.captureScreenshot", {"format": "png", "captureBeyondViewport": True, "clip": clip})
        (options.folder / f"{name}.png").write_bytes(base64.b64decode(shot["data"]))

    def assert_accessible(self, name):
        self.browser.execute_script(options.axe)
        violations = self.browser.execute_async_script(
            "const done = arguments[0]; axe.run(document, {resultTypes: ['violations']}).then((result) => done(result.violations))")
        told = [f"{v['id']}: {v['help']}: {node['html'][:200]}" for v in violations for node in v["nodes"]]
        self.assertEqual([], told, name)
