"""A page in headless Chromium."""

from selenium import webdriver


def visit(page, profile):
    """A browser that shows the page; both are absolute paths."""
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for argument in ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
                     "--disable-quic", "--disable-background-networking",
                     "--disable-component-update", "--disable-sync",
                     "--disable-dev-shm-usage", f"--user-data-dir={profile}"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    try:
        from selenium.webdriver.chrome.service import Service
        browser = webdriver.Chrome(service=Service("/usr/bin/chromedriver"),
                                   options=options)
    except ImportError:
        browser = webdriver.Chrome("/usr/bin/chromedriver", options=options)
    browser.get(page.as_uri())
    return browser


def errors(browser):
    """How many the console has."""
    return sum(entry["level"] == "SEVERE"
               for entry in browser.get_log("browser"))
