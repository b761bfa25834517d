(function () {
'use strict';

var data = JSON.parse(document.getElementById('chart-data').textContent);
var ink = '#15171c', quiet = '#5a6070', grid = '#e8ebf0', blue = '#1f5a96', accent = '#b3261e';
var inner = 'rgba(31, 90, 150, 0.38)', outer = 'rgba(31, 90, 150, 0.18)';
var clear = 'rgba(0, 0, 0, 0)';
var charts = [];
var printing = false;
var root = document.documentElement, first_language = root.getAttribute('data-default');

function language() {
  var asked = /lang=(en|zh)/.exec(location.hash);
  return asked ? asked[1] : first_language;
}

function say(label) {
  return typeof label === 'string' ? label : label[language()];
}

function percent(share) {
  var value = 100 * share;
  return (value > 0 && value < 1 ? value.toPrecision(2) : value.toFixed(1)) + '%';
}

// So many decimals, groups of three from 10,000 on, a real minus sign.
function amount(value, decimals, sign) {
  var text = Math.abs(value).toLocaleString('en', { minimumFractionDigits: decimals, maximumFractionDigits: decimals,
    useGrouping: Math.abs(value) >= 9999.5 });
  return (value < 0 && /[1-9]/.test(text) ? '\u2212' : '') + text + (sign || '');
}

// For axes: no more digits than the steps need.
function tick(value, sign) {
  var short = Number(value.toPrecision(6)), point = String(short).indexOf('.');
  return amount(short, point < 0 ? 0 : String(short).length - point - 1, sign);
}

function axis(title, ticks) {
  return {
    grid: { color: grid, drawBorder: false, drawTicks: false },
    ticks: Object.assign({ color: quiet, padding: 8, maxRotation: 0, autoSkipPadding: 12 }, ticks || {}),
    title: { display: Boolean(title), text: title, color: quiet, padding: { top: 2, bottom: 2 } }
  };
}

// Below the plots of charts that stand side by side.
var axis_room = 46;
function same_room(scale) { scale.height = axis_room; }

function options(scales, tooltip) {
  return {
    responsive: true,
    maintainAspectRatio: false,
    animation: false,
    devicePixelRatio: Math.max(2, printing ? 3 : window.devicePixelRatio || 1),
    interaction: { mode: 'index', intersect: false },
    scales: scales,
    plugins: {
      legend: { display: false },
      tooltip: Object.assign({
        backgroundColor: '#fff', borderColor: ink, borderWidth: 1, titleColor: ink, bodyColor: ink, displayColors: false,
        padding: 10, cornerRadius: 0, caretSize: 0
      }, tooltip)
    }
  };
}

function line(values, extra) {
  return Object.assign({ data: values, borderColor: blue, borderWidth: 2, pointRadius: 0, pointHitRadius: 8, spanGaps: true,
    fill: false, backgroundColor: blue }, extra || {});
}

// Forecast values behind the history, joined to its last point.
function after(history, values) {
  var before = history.map(function (value, k) { return k === history.length - 1 ? value : null; });
  return before.concat(values);
}

// Words within a chart: `of` gives [{ x, y, text, colour }], places in pixels; a white edge parts them from lines.
function notes(of) {
  return {
    id: 'notes',
    afterDatasetsDraw: function (chart) {
      var context = chart.ctx;
      context.save();
      context.textBaseline = 'middle';
      context.textAlign = 'left';
      context.lineJoin = 'round';
      context.font = '600 ' + Chart.defaults.font.size + 'px ' + Chart.defaults.font.family;
      of(chart).forEach(function (note) {
        context.strokeStyle = '#fff';
        context.lineWidth = 4;
        context.strokeText(note.text, note.x, note.y);
        context.fillStyle = note.colour;
        context.fillText(note.text, note.x, note.y);
      });
      context.restore();
    }
  };
}

function fan(d) {
  var past = d.history.values, labels = d.labels.map(say);
  var lonely = labels.length === 1;  // one period and no history: bands across the whole width
  if (lonely) labels = ['', labels[0], ''];
  function show(value) { return amount(value, d.decimals, d.sign); }
  function series(id) { return lonely ? labels.map(function () { return d[id].values[0]; }) : after(past, d[id].values); }
  function band(id, fill, colour) {
    return line(series(id), { borderColor: clear, borderWidth: 0, fill: fill, backgroundColor: colour });
  }
  var sets = [band('q95', false, clear), band('q05', 0, outer), band('q75', false, clear), band('q25', 2, inner),
    line(series('q50')), line(past, { borderColor: ink, backgroundColor: ink, pointRadius: past.length > 24 ? 0 : 3 })];
  if (d.target) {
    sets.push(line(labels.map(function () { return d.target.values[0]; }),
      { borderColor: accent, borderWidth: 1.5, borderDash: [6, 4], pointHitRadius: 0 }));
  }
  function body(items) {
    var k = items[0].dataIndex, f = lonely ? 0 : k - past.length;
    if (f < 0) return past[k] === null ? [] : [say(data.words.published) + ' ' + tick(past[k], d.sign)];
    function at(id) { return show(d[id].values[f]); }
    return [say(data.words.median) + ' ' + at('q50'), '50%: ' + at('q25') + ' – ' + at('q75'),
      '90%: ' + at('q05') + ' – ' + at('q95')];
  }
  // Where words of this width beside the line of the target do not run into the history; to the left where they can.
  function place(chart, width, line_at) {
    var area = chart.chartArea, points = chart.getDatasetMeta(5).data.slice(0, past.length);
    var end = points.length ? Math.max(points[points.length - 1].x, area.left + width + 12) : area.right;
    function runs_into(left, at) {
      return points.some(function (point, k) {
        var before = points[Math.max(k - 1, 0)];
        return before.x < left + width + 4 && point.x > left - 4 && Math.min(before.y, point.y) < at + 9 && Math.max(before.y, point.y) > at - 9;
      });
    }
    for (var left = area.left + 6; left + width < end; left += 6) {
      if (!runs_into(left, line_at - 10)) return { x: left, y: line_at - 10 };
      if (!runs_into(left, line_at + 11)) return { x: left, y: line_at + 11 };
    }
    return { x: area.left + 6, y: line_at - 10 };
  }
  // The last median and the ends of its bands beside the plot, as far as they do not run into each other.
  function ends(chart) {
    var area = chart.chartArea, y = chart.scales.y, placed = [], all = [];
    ['q50', 'q95', 'q05', 'q75', 'q25'].forEach(function (id) {
      var values = d[id].values, value = values[values.length - 1], at = y.getPixelForValue(value);
      if (value === null || placed.some(function (other) { return Math.abs(other - at) < Chart.defaults.font.size * 1.25; })) return;
      placed.push(at);
      all.push({ x: area.right + 7, y: at, text: show(value), colour: id === 'q50' ? blue : quiet });
    });
    if (d.target) {
      var words = say(data.words.target) + ' ' + tick(d.target.values[0], d.sign);
      all.push(Object.assign({ text: words, colour: accent },
        place(chart, chart.ctx.measureText(words).width, y.getPixelForValue(d.target.values[0]))));
    }
    return all;
  }
  var result = { type: 'line', plugins: [notes(ends)], data: { labels: labels, datasets: sets },
    options: options({ x: axis(say(d.along), { autoSkipPadding: printing ? 4 : 2, font: { size: printing ? 9 : 11 } }),
      y: axis(d.sign ? '' : say(d.name), { callback: function (v) { return tick(v, d.sign); } }) },
      { callbacks: { label: function () { return ''; }, beforeBody: body }, filter: function (item, k) { return k === 0; } }) };
  result.options.scales.x.afterFit = same_room;
  result.options.layout = { padding: { right: 12 + 8 * show(d.q95.values[d.q95.values.length - 1] || 0).length } };
  return result;
}

// P(X >= x) from the edges of the histogram within the stored quantiles, and those quantiles themselves.
function curve(d) {
  var points = d.quantiles.values.map(function (x, k) { return { x: x, y: 1 - d.levels.values[k] }; });
  var low = d.quantiles.values[0], high = d.quantiles.values[d.quantiles.values.length - 1], above = d.paths.values[0];
  d.edges.values.forEach(function (x, k) {
    if (x > low && x < high) points.push({ x: x, y: above / d.paths.values[0] });
    if (k < d.counts.values.length) above -= d.counts.values[k];
  });
  return points.sort(function (a, b) { return a.x - b.x; });
}

function exceedance(d) {
  function beside_mark(chart) {
    if (!d.mark) return [];
    var x = d.mark.values[0], y = d.mark_probability.values[0];
    return [{ x: chart.scales.x.getPixelForValue(x) + 10, y: chart.scales.y.getPixelForValue(y) - 10, text: d.mark_text, colour: accent }];
  }
  var points = curve(d), sets = [line(points, { cubicInterpolationMode: 'monotone' })];
  if (d.mark) {
    var x = d.mark.values[0], y = d.mark_probability.values[0];
    sets.push(line([{ x: points[0].x, y: y }, { x: x, y: y }, { x: x, y: 0 }],
      { borderColor: accent, borderWidth: 1.5, borderDash: [6, 4], pointHitRadius: 0 }));
    sets.push(line([{ x: x, y: y }], { pointRadius: 5, borderColor: accent, backgroundColor: accent }));
  }
  var x_axis = axis(say(d.name), { callback: function (v) { return tick(v, d.sign); } });
  x_axis.type = 'linear';
  x_axis.afterFit = same_room;
  x_axis.min = points[0].x;
  x_axis.max = points[points.length - 1].x;
  x_axis.ticks.includeBounds = false;
  var y_axis = axis('', { callback: function (v) { return Math.round(100 * v) + '%'; } });
  y_axis.min = 0;
  y_axis.max = 1;
  var result = { type: 'line', plugins: [notes(beside_mark)], data: { datasets: sets }, options: options({ x: x_axis, y: y_axis }, {
    callbacks: { title: function () { return ''; }, label: function (item) {
      return 'P(≥ ' + amount(item.parsed.x, d.decimals, d.sign) + ') = ' + percent(item.parsed.y);
    } },
    filter: function (item, k) { return k === 0; }
  }) };
  result.options.interaction = { mode: 'nearest', axis: 'x', intersect: false };
  return result;
}

var whiskers = {
  id: 'whiskers',
  afterDatasetsDraw: function (chart) {
    var ends = chart.options.ends, context = chart.ctx, x = chart.scales.x;
    if (!ends) return;
    context.save();
    context.strokeStyle = ink;
    context.lineWidth = 1;
    chart.getDatasetMeta(0).data.forEach(function (bar, k) {
      var from = x.getPixelForValue(ends[k][0]), to = x.getPixelForValue(ends[k][1]);
      context.beginPath();
      context.moveTo(from, bar.y);
      context.lineTo(to, bar.y);
      [from, to].forEach(function (end) {
        context.moveTo(end, bar.y - 4);
        context.lineTo(end, bar.y + 4);
      });
      context.stroke();
    });
    context.restore();
  }
};

function bars(labels, values, colours, tooltip, title) {
  var x = axis(title, { callback: step });
  var y = axis('', { autoSkip: false, crossAlign: 'near', color: ink });
  y.grid.display = false;
  var result = { type: 'bar', plugins: [whiskers],
    data: { labels: labels, datasets: [{ data: values, barPercentage: 0.72, categoryPercentage: 1, maxBarThickness: 30,
      backgroundColor: colours }] },
    options: options({ x: x, y: y }, { callbacks: { label: tooltip } }) };
  result.options.indexAxis = 'y';
  x.grid.color = function (c) { return c.tick.value === 0 ? quiet : grid; };
  result.options.interaction = { mode: 'index', axis: 'y', intersect: false };
  return result;
}

function signed(value) {
  return (value > 0 ? '+' : value < 0 ? '\u2212' : '') + Math.abs(value).toFixed(1);
}

function step(value) {
  return (value > 0 ? '+' : value < 0 ? '\u2212' : '') + Number(Math.abs(value).toPrecision(6));
}

function differences(d) {
  function points(id) { return d[id].values.map(function (v) { return 100 * v; }); }
  var values = points('difference'), low = points('low'), high = points('high');
  var result = bars(d.labels.map(say), values, values.map(function (v) { return v < 0 ? accent : blue; }), function (item) {
    var k = item.dataIndex;
    return signed(values[k]) + ' [' + signed(low[k]) + ', ' + signed(high[k]) + '] ' + say(data.words.points);
  }, say(data.words.points_axis));
  result.options.scales.x.suggestedMin = Math.min.apply(null, low);
  result.options.scales.x.suggestedMax = Math.max.apply(null, high);
  result.options.ends = low.map(function (v, k) { return [v, high[k]]; });
  return result;
}

function needs(d) {
  var shift = d.given.values.map(function (v, k) { return (v - d.mean.values[k]) / d.sd.values[k]; });
  return bars(d.labels.map(say), shift, blue, function (item) {
    var k = item.dataIndex;
    return [say(data.words.given) + ' ' + amount(d.given.values[k], d.decimals[k]),
      say(data.words.mean) + ' ' + amount(d.mean.values[k], d.decimals[k])];
  }, say(data.words.shift));
}

function reached(d) {
  var p = d.share.values, first = p.findIndex(function (v) { return v > 5e-4; });
  var last = p.length - 1;
  while (last > first && p[last] <= 5e-4) last -= 1;
  var shown = p.slice(first, last + 1);
  var x = axis(say(data.words.number_met), {});
  x.grid.display = false;
  return { type: 'bar', data: { labels: shown.map(function (v, k) { return first + k; }),
    datasets: [{ data: shown, backgroundColor: blue, categoryPercentage: 1, barPercentage: 0.86, maxBarThickness: 60 }] },
    options: options({ x: x, y: axis('', { callback: function (v) { return Number((100 * v).toPrecision(3)) + '%'; } }) },
      { callbacks: { label: function (item) { return percent(item.parsed.y); } } }) };
}

function convergence(d) {
  var x = d.checkpoint.values;
  function points(id) { return d[id].values.map(function (v, k) { return { x: x[k], y: v }; }); }
  var x_axis = axis(say(data.words.paths), { callback: function (v) { return amount(v, 0); }, autoSkipPadding: 16 });
  x_axis.type = 'logarithmic';
  x_axis.min = x[0];
  x_axis.max = x[x.length - 1];
  x_axis.afterBuildTicks = function (scale) {
    var ticks = [];
    for (var size = 1; size <= scale.max; size *= 10) {
      [1, 2, 5].forEach(function (n) { if (n * size >= scale.min && n * size <= scale.max) ticks.push({ value: n * size }); });
    }
    if (ticks.length > 1) scale.ticks = ticks;
  };
  var sets = [line(points('high'), { borderColor: clear }), line(points('low'), { borderColor: clear, fill: 0, backgroundColor: outer }),
    line(points('probability'), { pointRadius: 3 })];
  var result = { type: 'line', data: { datasets: sets },
    options: options({ x: x_axis, y: axis('', { callback: function (v) { return Number((100 * v).toPrecision(4)) + '%'; } }) }, {
      filter: function (item) { return item.datasetIndex === 2; },
      callbacks: { title: function (items) { return items.length ? amount(items[0].parsed.x, 0) + ' ' + say(data.words.paths) : ''; }, label: function (item) {
        var k = item.dataIndex;
        return percent(d.probability.values[k]) + ' [' + percent(d.low.values[k]) + ', ' + percent(d.high.values[k]) + ']';
      } } }) };
  return result;
}

var kinds = { fan: fan, exceedance: exceedance, differences: differences, reached: reached, needs: needs, convergence: convergence };

// Where the table of the same entries stands beside the chart, the bars stand beside its rows.
function beside_rows(canvas, config) {
  var plot = canvas.parentNode, table = canvas.closest('.two').querySelector('table.wide');
  if (printing || !table || table.getBoundingClientRect().left < plot.getBoundingClientRect().right) return;
  var rows = Array.from(table.tBodies[0].rows).slice(-config.data.labels.length), top = plot.getBoundingClientRect().top;
  var first = rows[0].getBoundingClientRect().top - top, last = rows[rows.length - 1].getBoundingClientRect().bottom - top;
  plot.style.height = last + axis_room + 'px';
  config.options.layout = { padding: { top: first, right: 12 } };
  config.options.scales.x.afterFit = same_room;
}

// Charts with a bar an entry grow with their number; the others keep the height of the style sheet.
function height_of(kind) {
  var entries = kind === 'differences' || kind === 'needs' ? data[kind].labels.length : 0;
  if (entries > 0) return 64 + entries * (printing ? 17 : 26);
  return !printing ? 0 : kind === 'fan' || kind === 'exceedance' ? 300 : 225;
}

function draw() {
  charts.forEach(function (chart) { chart.destroy(); });
  charts = [];
  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  Chart.defaults.font.size = printing ? 10 : 12;
  document.querySelectorAll('canvas[data-chart]').forEach(function (canvas) {
    var kind = canvas.getAttribute('data-chart');
    canvas.parentNode.style.height = height_of(kind) > 0 ? height_of(kind) + 'px' : '';
    canvas.setAttribute('aria-label', canvas.getAttribute('data-label-' + language()));
    var config = kinds[kind](data[kind]);
    if (config.options.indexAxis === 'y') beside_rows(canvas, config);
    charts.push(new Chart(canvas, config));
  });
}

function speak() {
  var now = language();
  root.lang = now;
  root.setAttribute('data-default', now);  // the address is heeded by the style sheet only once the page has loaded
  document.title = document.querySelector('h1 .t[lang="' + now + '"]').textContent;
  document.querySelectorAll('.switch a').forEach(function (link) {
    if (link.lang === now) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  });
  draw();
}

// The cells of the heat tables: interval and strict reading on hover, touch and focus; arrows move between cells.
var tip = document.getElementById('tip');

function heading(cell) {
  var table = cell.closest('table'), row = cell.closest('tr');
  function shown(node) {
    var copy = node.cloneNode(true);
    copy.querySelectorAll('.t:not([lang="' + language() + '"])').forEach(function (other) { other.remove(); });
    return copy.textContent.trim().replace(/\s+/g, ' ');
  }
  return [shown(row.cells[0]), shown(table.tHead.rows[0].cells[cell.cellIndex])];
}

function show(cell) {
  var names = heading(cell), parts = cell.getAttribute('data-tip').split('|');
  tip.textContent = '';
  var title = document.createElement('b');
  title.textContent = names[0];
  tip.append(title, names[1]);
  [[data.words.interval, parts[0]], [data.words.strict, parts[1]]].forEach(function (pair) {
    if (!pair[1]) return;
    var row = document.createElement('div');
    row.textContent = say(pair[0]) + ' ' + pair[1];
    tip.append(row);
  });
  tip.hidden = false;
  var at = cell.getBoundingClientRect(), size = tip.getBoundingClientRect();
  tip.style.left = Math.max(8, Math.min(at.left, innerWidth - size.width - 8)) + 'px';
  tip.style.top = (at.bottom + size.height + 12 > innerHeight ? at.top - size.height - 6 : at.bottom + 6) + 'px';
}

function hide() { tip.hidden = true; }

function move(event) {
  var steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }, step = steps[event.key];
  if (event.key === 'Escape') hide();
  if (!step) return;
  var cell = event.target.closest('td'), rows = cell.closest('tbody').rows;
  var row = rows[cell.parentNode.rowIndex - 1 + step[0]], next = row && row.cells[cell.cellIndex + step[1]];
  if (!next || !next.hasAttribute('data-tip')) return;
  event.preventDefault();
  cell.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}

function watch(table) {
  table.querySelectorAll('td').forEach(function (cell, k) {
    cell.setAttribute('data-tip', cell.title);
    cell.removeAttribute('title');
    cell.tabIndex = k === 0 ? 0 : -1;
  });
  function enter(event) {
    var cell = event.target.closest('td');
    if (cell) show(cell); else hide();
  }
  table.addEventListener('mouseover', enter);
  table.addEventListener('focusin', enter);
  table.addEventListener('mouseleave', hide);
  table.addEventListener('focusout', hide);
  table.addEventListener('keydown', move);
}

// In print every fold is open, but for the figures behind a chart, and charts are drawn for the paper's columns.
var folded = [];

function print_begins() {
  printing = true;
  folded = Array.from(document.querySelectorAll('details:not([open]):not(.figures)'));
  folded.forEach(function (fold) { fold.open = true; });
  draw();
  charts.forEach(function (chart) {
    chart.resize(339, height_of(chart.canvas.getAttribute('data-chart')));
  });
}

function print_ends() {
  printing = false;
  folded.forEach(function (fold) { fold.open = false; });
  draw();
}

root.classList.add('drawn');
document.querySelectorAll('table.heat').forEach(watch);
addEventListener('scroll', hide, { passive: true });
addEventListener('hashchange', speak);
matchMedia('(max-width: 760px)').addEventListener('change', draw);
addEventListener('beforeprint', print_begins);
addEventListener('afterprint', print_ends);
speak();
})();
