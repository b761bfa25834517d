#!/usr/bin/env python3
"""The report page in headless Chromium; pictures and prints are left in FOLDER.

usage: report_in_browser.py PROGRAM FOLDER RESULTS.h5
"""
import html
import json
import os
import re
import subprocess
import sys
import tempfile

SWITCHES = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--enable-logging=stderr",
            "--virtual-time-budget=4000"]
HOSTILE = "<script>document.title='broken'</script>"

# Run in a copy of the page without its policy; what it finds is left in an attribute of the root.
PROBE = """
<script>
(function () {
  var found = {};
  function seen(words) { return document.body.innerText.indexOf(words) >= 0; }
  function filled(canvas) {
    var copy = document.createElement('canvas');
    copy.width = canvas.width;
    copy.height = canvas.height;
    var ink = copy.getContext('2d', { willReadFrequently: true });
    ink.drawImage(canvas, 0, 0);
    var p = ink.getImageData(0, 0, copy.width, copy.height).data, n = 0;
    for (var k = 3; k < p.length; k += 4) if (p[k] > 0) n += 1;
    return n > 500;
  }
  found.charts = Array.from(document.querySelectorAll('canvas')).filter(filled).map(function (c) { return c.dataset.chart; });
  found.wide = document.documentElement.scrollWidth > innerWidth;
  found.small = Array.from(document.querySelectorAll('.plot')).every(function (p) { return p.clientWidth <= innerWidth; });
  found.before = [document.documentElement.lang, seen('What moves it'), seen('哪些情景影响这一概率')];
  var cell = document.querySelector('table.heat tbody tr:nth-child(2) td:nth-child(3)'), tip = document.getElementById('tip');
  cell.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
  found.hover = tip.hidden ? '' : tip.innerText;
  cell.closest('table').dispatchEvent(new MouseEvent('mouseleave'));
  found.left = tip.hidden;
  var heat = document.querySelector('table.heat'), head = heat.tHead.rows[0].cells[1], name = heat.tBodies[0].rows[1].cells[0];
  found.sticky = [head, name].map(function (cell) { return getComputedStyle(cell).position; });
  found.aligned = Array.from(document.querySelectorAll('canvas')).filter(function (canvas) {
    var chart = Chart.getChart(canvas), table = canvas.closest('.two').querySelector('table.wide');
    return chart.options.indexAxis === 'y' && table.getBoundingClientRect().left > canvas.getBoundingClientRect().right;
  }).map(function (canvas) {
    var bars = Chart.getChart(canvas).getDatasetMeta(0).data, top = canvas.getBoundingClientRect().top;
    var rows = Array.from(canvas.closest('.two').querySelector('table.wide').tBodies[0].rows).slice(-bars.length);
    return Math.max.apply(null, bars.map(function (bar, k) {
      var row = rows[k].getBoundingClientRect();
      return Math.abs(top + bar.y - (row.top + row.bottom) / 2);
    }));
  });
  var first = document.querySelector('table.heat tbody td');
  first.focus();
  first.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true, cancelable: true }));
  found.focus = tip.hidden || document.activeElement !== first.nextElementSibling ? '' : tip.innerText;
  found.outline = parseFloat(getComputedStyle(document.activeElement).outlineWidth);
  document.activeElement.blur();
  var chart = Chart.getChart(document.querySelector('canvas[data-chart="exceedance"]')), box = chart.canvas.getBoundingClientRect();
  var at = chart.getDatasetMeta(0).data[5];
  chart.canvas.dispatchEvent(new MouseEvent('mousemove', { bubbles: true, clientX: box.left + at.x, clientY: box.top + at.y }));
  addEventListener('hashchange', function () {
    setTimeout(function () {
      found.after = [document.documentElement.lang, seen('What moves it'), seen('哪些情景影响这一概率')];
      found.title = document.title;
      found.redrawn = Array.from(document.querySelectorAll('canvas')).filter(filled).length;
      found.address = location.hash;
      document.documentElement.setAttribute('data-found', JSON.stringify(found));
    }, 0);
  });
  setTimeout(function () {
    found.tooltip = chart.tooltip.opacity > 0 ? chart.tooltip.body.map(function (b) { return b.lines.join(' '); }).join(' ') : '';
    document.querySelector('.switch a[lang="' + (document.documentElement.lang === 'en' ? 'zh' : 'en') + '"]').click();
  }, 300);
})();
</script>
"""

failures = []


def expect(right, what):
    if not right:
        failures.append(what)
        print("FAILED:", what)


def chromium(page, language, *arguments):
    with tempfile.TemporaryDirectory() as profile:
        command = ["chromium", *SWITCHES, "--user-data-dir=" + profile, *arguments, "file://%s#lang=%s" % (page, language)]
        run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120, check=False)
    text = run.stderr.decode("utf-8", "replace")
    return run.stdout.decode("utf-8", "replace"), [line for line in text.splitlines() if "CONSOLE" in line]


def words_of(pdf):
    run = subprocess.run(["pdftotext", "-layout", pdf, "-"], stdout=subprocess.PIPE, check=True)
    return run.stdout.decode("utf-8")


def probe(page, language, width):
    """What PROBE finds in a copy of the page at this width of window."""
    copy = page[:-5] + "-probe.html"
    with open(page, encoding="utf-8") as source:
        text = source.read()
    text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)
    with open(copy, "w", encoding="utf-8") as target:
        target.write(text.replace("</body>", PROBE + "</body>"))
    dom, console = chromium(copy, language, "--window-size=%d,900" % width, "--dump-dom")
    os.remove(copy)
    expect(not console, "the console is silent: %s" % console)
    found = re.search(r'data-found="([^"]*)"', dom)
    expect(found, "the probe ran in %s" % page)
    return json.loads(html.unescape(found.group(1))) if found else {}


def check_dom(page, language):
    dom, console = chromium(page, language, "--window-size=1280,900", "--dump-dom")
    expect(not console, "the console is silent under the page's own policy: %s" % console)
    expect('<html lang="%s"' % language in dom, "the address chooses the language %s" % language)
    canvases = re.findall(r"<canvas[^>]*>", dom)
    expect(len(canvases) == 6, "six charts, found %d" % len(canvases))
    expect(all('role="img"' in c and "aria-label=" in c and "height:" in c for c in canvases), "charts are drawn and described")
    return dom


def check_behaviour(page, language, width):
    found = probe(page, language, width)
    if not found:
        return
    english = language == "en"
    expect(len(found["charts"]) == 6, "every chart has ink: %s" % found["charts"])
    expect(not found["wide"] and found["small"], "the page fits %d pixels" % width)
    expect(found["before"] == [language, english, not english], "only %s is shown: %s" % (language, found["before"]))
    expect(re.search(r"\d.*–.*\d%", found["hover"]), "hover shows the interval: %r" % found["hover"])
    expect(found["left"], "the interval goes away with the pointer")
    expect(re.search(r"\d.*–.*\d%", found["focus"]), "arrows move between cells: %r" % found["focus"])
    expect(found["outline"] >= 2, "the focus can be seen: %s pixels" % found["outline"])
    expect(found["sticky"] == ["sticky", "sticky"], "names stay in sight: %s" % found["sticky"])
    expect(width < 1000 or len(found["aligned"]) == 2, "two charts stand beside their tables")
    expect(all(off < 6 for off in found["aligned"]), "bars stand beside their rows: %s" % found["aligned"])
    expect("P(≥" in found["tooltip"], "the chart answers the pointer: %r" % found["tooltip"])
    expect(found["after"] == ["zh" if english else "en", not english, english], "the switch works: %s" % found["after"])
    expect(found["address"] == ("#lang=zh" if english else "#lang=en"), "the address remembers the language")
    expect(found["redrawn"] == 6, "charts are drawn again in the other language")


def check_pages(pdf, page, most):
    """No more pages than that, none empty, no table cut in two, charts as fine as print needs them."""
    pages = [text for text in words_of(pdf).split("\f") if text.strip()]
    information = subprocess.run(["pdfinfo", pdf], stdout=subprocess.PIPE, check=True).stdout.decode()
    count = int(re.search(r"Pages:\s*(\d+)", information).group(1))
    expect(count == len(pages) and count <= most, "at most %d pages, none empty: %d of %d" % (most, len(pages), count))
    with open(page, encoding="utf-8") as source:
        tables = source.read().count('<table class="heat')
    heads = sum(len(re.findall("Probability, %|概率（%）", text)) for text in pages)
    expect(heads == tables, "no table is cut: %d heads of %d tables" % (heads, tables))
    listed = subprocess.run(["pdfimages", "-list", pdf], stdout=subprocess.PIPE, check=True).stdout.decode()
    dots = [int(row.split()[12]) for row in listed.splitlines()[2:] if row.split()[2] == "image"]
    expect(all(per_inch >= 192 for per_inch in dots), "charts at twice the resolution of a screen or as vectors: %s" % dots)
    expect(dots or re.search("target 6%|目标 6%", pages[0]), "the words within the charts are printed")


def check_print(page, language, folder, name):
    pdf = os.path.join(folder, name + ".pdf")
    chromium(page, language, "--print-to-pdf=" + pdf, "--no-pdf-header-footer")
    words = words_of(pdf)
    size = subprocess.run(["pdfinfo", pdf], stdout=subprocess.PIPE, check=True).stdout.decode()
    expect("A4" in size, "the print is on A4: %s" % size)
    shown, hidden = ("What moves it", "哪些情景影响这一概率") if language == "en" else ("哪些情景影响这一概率", "What moves it")
    expect(shown in words and hidden not in words, "the print is in one language")
    return words


def check_without_scripts(page, folder):
    """The same page with its scripts taken out: what a reader sees whose program runs none."""
    bare = page[:-5] + "-bare.html"
    with open(page, encoding="utf-8") as source:
        text = re.sub(r"<script.*?</script>", "", source.read(), flags=re.DOTALL)
    expect("<script" not in text, "no script is left")
    with open(bare, "w", encoding="utf-8") as target:
        target.write(text)
    for language, shown, hidden in (("en", "What moves it", "哪些情景影响这一概率"), ("zh", "哪些情景影响这一概率", "What moves it")):
        pdf = os.path.join(folder, "without-scripts-%s.pdf" % language)
        chromium(bare, language, "--print-to-pdf=" + pdf, "--no-pdf-header-footer")
        words = words_of(pdf)
        expect(shown in words and hidden not in words, "without scripts the page stands in %s" % language)
        expect(re.search(r"\d\d?\.\d\s*%", words), "without scripts the figures stand")


def hostile_page(program, folder):
    """A batch whose scenario is named as a script."""
    files = {
        "model.toml": 'format = "yuce-model/1"\nid = "small"\nfrequency = "quarterly"\n'
                      'equations = "demand = 0.5 * demand[-1] + 2.7 - 0.02 * tariff + world"\nannual = "growth = mean(demand)\\nother = 0.5 * growth + mean(cost)"\n'
                      'exogenous.tariff = 0\nshocks.world = { distribution = "normal", sd = 0.8 }\n'
                      'shocks.cost = { distribution = "normal", sd = 0.8 }\ninitial.demand = 5.7\n',
        "targets.csv": "id,comparator,value,year\ngrowth,ge,5.5,2025\nother,ge,2.8,2025\n",
        "a.toml": 'format = "yuce-scenario/1"\nid = "a"\nname = "%s"\n' % HOSTILE,
        "b.toml": 'format = "yuce-scenario/1"\nid = "b"\nname = { en = "%s", zh = "%s" }\nstory = "%s"\nexogenous.tariff = 10\n'
                  % (HOSTILE, HOSTILE, HOSTILE),
        "batch.toml": 'format = "yuce-batch/1"\nid = "small"\nname = "%s"\nmodel = "model.toml"\ntargets = "targets.csv"\n'
                      'first = "2025Q1"\nlast = "2025Q4"\npaths = 5000\nreference = "a"\nscenarios = ["a.toml", "b.toml"]\n' % HOSTILE,
    }
    for name, text in files.items():
        with open(os.path.join(folder, name), "w", encoding="utf-8") as target:
            target.write(text)
    page = os.path.join(folder, "hostile.html")
    results = os.path.join(folder, "hostile.h5")
    subprocess.run([program, "run", os.path.join(folder, "batch.toml"), "-o", results, "--quiet"], check=True)
    subprocess.run([program, "report", results, "-o", page], check=True, stderr=subprocess.DEVNULL)
    return page


def main():
    program, folder, results = (os.path.abspath(path) for path in sys.argv[1:4])
    os.makedirs(folder, exist_ok=True)
    page = os.path.join(folder, "report.html")
    subprocess.run([program, "report", results, "-o", page], check=True)
    expect(os.path.getsize(page) <= 1000000, "at most 1 MB")
    for language in ("en", "zh"):
        check_dom(page, language)
        for width in (1280, 390):
            check_behaviour(page, language, width)
            picture = os.path.join(folder, "report-%s-%d.png" % (language, width))
            chromium(page, language, "--window-size=%d,%d" % (width, 5200 if width > 600 else 9000), "--screenshot=" + picture)
            expect(os.path.getsize(picture) > 100000, "a picture of %s at %d" % (language, width))
        words = check_print(page, language, folder, "report-" + language)
        expect(("Other readings" if language == "en" else "目标的其他口径") in words, "folded classes are printed")
        check_pages(os.path.join(folder, "report-%s.pdf" % language), page, 10)
    check_without_scripts(page, folder)
    hostile = hostile_page(program, folder)
    dom = check_dom(hostile, "en")
    expect(dom.count("<script") == 3 and "broken" not in re.search(r"<title>(.*?)</title>", dom).group(1), "a scenario's name stays text")
    check_behaviour(hostile, "en", 1280)
    expect(HOSTILE in check_print(hostile, "en", folder, "hostile"), "the name can be read as it was written")
    print("%d mistake%s; pictures and prints in %s" % (len(failures), "" if len(failures) == 1 else "s", folder))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
