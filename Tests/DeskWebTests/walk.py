#!/usr/bin/env python3
"""Walks the clerks' page in a browser without a window: with the keyboard, in light and dark, narrow and wide, judged by axe-core.

walk.py ADDRESS PASSPHRASE PICTURES
Prints a line for each page judged, and at the end how many; exits 1 where anything is wrong. ADDRESS is served with a clerk
“beate”, a lead “lea” and an administrator “adam”. PICTURES is a folder for pictures, or - for none.
"""
import importlib.resources
import sys

from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support import expected_conditions
from selenium.webdriver.support.ui import WebDriverWait

ADDRESS, PASSPHRASE, PICTURES = sys.argv[1:4]
AXE = importlib.resources.files("axe_playwright_python").joinpath("axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
faults = []
judged = 0


def browser(dark=False, width=1280, scripts=True):
    options = webdriver.ChromeOptions()
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars"):
        options.add_argument(argument)
    options.add_argument(f"--window-size={max(width, 500)},1000")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    if not scripts:
        options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService("/usr/bin/chromedriver"))
    driver.set_page_load_timeout(60)
    features = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    if width < 500:
        driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False})
    return driver


def judge(driver, name):
    """Holds a page against the rules, and looks for what its policy refused and for a width that does not fit."""
    global judged
    driver.execute_script(AXE)
    result = driver.execute_async_script(
        "const done = arguments[1]; axe.run({runOnly: arguments[0]}).then(done, e => done({error: String(e)}))", RULES)
    if "error" in result:
        faults.append(f"{name}: axe: {result['error']}")
        return
    for violation in result["violations"]:
        where = "; ".join(node["html"][:120] for node in violation["nodes"][:3])
        faults.append(f"{name}: {violation['id']}: {violation['help']}: {where}")
    wide = driver.execute_script("return document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if wide > 0:
        faults.append(f"{name}: {wide} pixels stand out on the right")
    for entry in driver.get_log("browser"):
        # What the browser says of a status that the page gives on purpose is no fault.
        if "Failed to load resource" not in entry["message"]:
            faults.append(f"{name}: console: {entry['message']}")
    if PICTURES != "-":
        driver.save_screenshot(f"{PICTURES}/{name.replace(' ', '-').replace('/', '_')}.png")
    judged += 1
    print(f"{name}: {len(result['passes'])} rules hold, {len(result['violations'])} do not")


def press(driver, *keys):
    """Types into whatever has the focus."""
    webdriver.ActionChains(driver).send_keys(*keys).perform()


def go(driver, *keys):
    """Types what leads to another page, and waits for it."""
    page = driver.find_element(By.TAG_NAME, "html")
    press(driver, *keys)
    # Asked while the page is being replaced, the driver sometimes fails before it knows that the page is gone: ask again.
    WebDriverWait(driver, 60, ignored_exceptions=[WebDriverException]).until(expected_conditions.staleness_of(page))
    WebDriverWait(driver, 60).until(expected_conditions.presence_of_element_located((By.TAG_NAME, "footer")))


def focused(driver):
    return driver.switch_to.active_element


def tab_to(driver, wanted, most=60):
    """Goes on with the tab key until the wanted thing has the focus."""
    for _ in range(most):
        press(driver, Keys.TAB)
        element = focused(driver)
        if wanted(element):
            outline = element.value_of_css_property("outline-style")
            if outline == "none":
                faults.append(f"{driver.current_url}: the focus is not seen")
            return element
    faults.append(f"{driver.current_url}: the keyboard does not reach what is wanted")
    raise SystemExit(report())


def sign_in(driver, name):
    """With the keyboard alone."""
    driver.get(ADDRESS + "/")
    tab_to(driver, lambda element: element.get_attribute("id") == "name")
    go(driver, name, Keys.TAB, PASSPHRASE, Keys.ENTER)
    if driver.find_element(By.TAG_NAME, "h1").text == "Anmelden":
        faults.append(f"{name} was not signed in")


def link(driver, text):
    return tab_to(driver, lambda element: element.text == text)


def write(driver, text, expected):
    """Own words into the form, sent; the page that comes says that they were kept."""
    tab_to(driver, lambda element: element.get_attribute("id") == "text")
    go(driver, text, Keys.TAB, Keys.ENTER)
    notice = driver.find_element(By.CSS_SELECTOR, "[role=status]").text
    if expected not in notice:
        faults.append(f"not kept: {notice}")


def walk(dark, width):
    kind = f"{'dark' if dark else 'light'} {width}"
    driver = browser(dark, width)
    try:
        driver.get(ADDRESS + "/anmelden")
        judge(driver, f"{kind} sign in")
        press(driver, Keys.TAB)
        if focused(driver).text != "Zum Inhalt":
            faults.append(f"{kind}: the first stop of the keyboard is not the way to the content")
        sign_in(driver, "lea")
        judge(driver, f"{kind} list")
        case = driver.find_element(By.CSS_SELECTOR, "tbody a").get_attribute("href")
        for path, name in (("", "case"), ("/entscheiden", "decide"), ("/rueckfrage", "ask")):
            driver.get(case + path)
            judge(driver, f"{kind} {name}")
        driver.get(case + "/entscheiden")
        tab_to(driver, lambda element: element.text == "Entscheidung festhalten")
        go(driver, Keys.ENTER)
        judge(driver, f"{kind} decide with faults")
        for path in ("/suche", "/statistik", "/aufbewahrung", "/konto", "/nirgends", "/konten"):
            driver.get(ADDRESS + path)
            judge(driver, f"{kind} {path}")
        driver.get(ADDRESS + "/suche")
        tab_to(driver, lambda element: element.get_attribute("id") == "suche")
        go(driver, "a", Keys.ENTER)
        judge(driver, f"{kind} found")
        tab_to(driver, lambda element: element.text == "Abmelden")
        go(driver, Keys.ENTER)
        sign_in(driver, "adam")
        for path in ("/konten", "/protokoll"):
            driver.get(ADDRESS + path)
            judge(driver, f"{kind} {path}")
    finally:
        driver.quit()


def work_without_scripts():
    """A question and a decision, with scripts switched off and the keyboard alone."""
    driver = browser(scripts=False)
    try:
        sign_in(driver, "beate")
        driver.get(driver.find_element(By.CSS_SELECTOR, "tbody a").get_attribute("href"))
        link(driver, "Rückfrage stellen")
        go(driver, Keys.ENTER)
        write(driver, "Welches Kennzeichen hat das Fahrzeug?", "Die Rückfrage ist festgehalten")
        link(driver, "Entscheiden")
        go(driver, Keys.ENTER)
        tab_to(driver, lambda element: element.get_attribute("id") == "outcome-granted")
        press(driver, Keys.SPACE)
        write(driver, "Der Ausweis kommt mit der Post.", "Entschieden: bewilligt")
        print("asked and decided without scripts")
    finally:
        driver.quit()


def report():
    for fault in faults:
        print("FAULT", fault)
    print(f"{judged} pages judged, {len(faults)} faults")
    return 1 if faults or judged == 0 else 0


if __name__ == "__main__":
    for dark, width in ((False, 1280), (True, 320)):
        walk(dark, width)
    work_without_scripts()
    sys.exit(report())
