"""Clicks through a report in headless Chromium. click.py PAGE PROFILE"""

import pathlib
import sys

from browser import errors, visit
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select

page, profile = (pathlib.Path(name).resolve() for name in sys.argv[1:])
browser = visit(page, profile)


def at(name):
    return browser.find_element(By.ID, name)


def shown():
    files = [part.text for part in browser.find_elements(By.CSS_SELECTOR, "h2")]
    return f"{at('count').text}, files: {' '.join(files)}"


def rows(name):
    return ", ".join(row.text for row in
                     at(name).find_elements(By.TAG_NAME, "tr")[1:])


def click(table, text):
    next(button for button in at(table).find_elements(By.TAG_NAME, "button")
         if button.text == text).click()


print("title:", browser.find_element(By.TAG_NAME, "h1").text)
print("all:", shown())
print("checks:", rows("checks"))
print("directories:", rows("folders"))
click("checks", "async-nested-task")
print("check clicked:", shown())
click("checks", "async-nested-task")
print("clicked again:", shown())
click("folders", "include")
print("directory clicked:", shown())
click("folders", "include")
Select(at("state")).select_by_value("offered")
print("fix chosen:", shown())
Select(at("state")).select_by_value("")
at("text").send_keys("SRC/C.")
print("text typed:", shown())
at("text").send_keys("zzz")
print("nothing matches:", at("empty").text)
at("reset").click()
print("reset:", shown())
first = browser.find_element(By.TAG_NAME, "summary")
assert not browser.find_element(By.TAG_NAME, "pre").is_displayed()
first.click()
print("opened:", browser.find_element(By.TAG_NAME, "pre").text)
at("open").click()
print("markup is text:", "<b>markup</b>" in at("list").text
      and not browser.find_elements(By.CSS_SELECTOR, "main b"))
print("errors in the console:", errors(browser))
browser.quit()
