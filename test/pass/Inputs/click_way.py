"""Follows the ways of findings in a report. click_way.py PAGE PROFILE"""

import pathlib
import sys

from browser import errors, visit
from selenium.webdriver.common.by import By

browser = visit(*(pathlib.Path(name).resolve() for name in sys.argv[1:]))


def parts(parent, selector):
    return parent.find_elements(By.CSS_SELECTOR, selector)


browser.find_element(By.ID, "open").click()  # All findings, and all notes.
for entry in parts(browser, "main > details"):
    print("finding:", parts(entry, "summary")[0].text)
    for frame in parts(entry, ".way .file"):
        print("  in", parts(frame, "span")[0].text + ":", ", ".join(
            f"{node.text} ({node.get_attribute('class')})"
            for node in parts(frame, "button")))
    for line in parts(entry, ":scope > pre .here"):
        print("  line:", line.text.strip())
    for note in parts(entry, "details.obstacle"):
        print("  stopped:", parts(note, "summary")[0].text)
        print("   ", parts(note, ".here")[0].text.strip())
    for plan in parts(entry, ".plan"):
        print("  plan:", plan.text)

# A step of the picture opens the lines that tell of it.
browser.find_element(By.ID, "open").click()
entry = parts(browser, "main > details")[0]
parts(entry, "summary")[0].click()
note = parts(entry, "details.note")[0]
print("before:", note.get_attribute("open"))
parts(entry, ".way button")[-2].click()
print("after:", note.get_attribute("open"), parts(note, ".here")[0].text.strip())
print("errors in the console:", errors(browser))
browser.quit()
