// Draws a series at the width at which it is shown; text is never scaled.
const BLUE = "#12436D", ORANGE = "#F46A25", ORANGE_INK = "#8A3A0B", INK = "#1A1A1A", QUIET = "#4A4F55",
  GREY = "#8A9097", RULE = "#DDE1E5", BAND = "#F3F5F7", PLUM = "#801650";
const FONT = "\"Noto Sans\", \"Segoe UI\", Roboto, Arial, sans-serif";

const text = (x, y, words, more = {}) => draw("text", { x, y, "font-size": 13, fill: QUIET,
  "paint-order": "stroke", stroke: "#fff", "stroke-width": 3, "stroke-linejoin": "round", ...more }, words);

// `part`: the axis shows one year only, from a month on, such as the months after a break.
const makeScale = (data, { width, height, margin, scale, part = null }) => {
  const years = data.periods.map(({ year }) => year);
  const first = part ? part.year : Math.min(...years), last = part ? part.year : Math.max(...years);
  const start = part ? part.month - 1 : 0;
  const months = 12 * (last - first + 1) - start;
  const x = (year, month) => margin.left + (12 * (year - first) + month - start) / months * (width - margin.left - margin.right);
  const y = (value) => margin.top + (scale.top - value) / (scale.top - scale.low) * (height - margin.top - margin.bottom);
  return { x, y, first, last, part, base: height - margin.bottom, roof: margin.top, left: margin.left, right: width - margin.right,
    at: ({ period, figure }) => [x(period.year, (period.first - 1 + period.last) / 2), y(figure.value)] };
};

const drawFrame = (data, words, indicator, axes, scale, { isMonthly, isSmall }) => {
  const parts = [];
  for (let year = axes.first; year <= axes.last && !axes.part; year += 1) {
    if ((year - axes.first) % 2 === 0) parts.push(draw("rect", {
      x: axes.x(year, 0), y: axes.roof, width: axes.x(year, 12) - axes.x(year, 0), height: axes.base - axes.roof, fill: BAND }));
    const month = data.newYears[year];
    if (isMonthly && !isSmall && month) {
      parts.push(draw("rect", { x: axes.x(year, month - 1), y: axes.roof, width: axes.x(year, month) - axes.x(year, month - 1),
        height: axes.base - axes.roof, fill: RULE }), text(axes.x(year, month - 1) - 2, axes.roof + 14, words.say("new_year")));
    }
    const name = isSmall && axes.x(year, 12) - axes.x(year, 0) < 40 ? `\u2019${String(year).slice(2)}` : year;
    parts.push(text((axes.x(year, 0) + axes.x(year, 12)) / 2, axes.base + 18, name, { "text-anchor": "middle" }));
  }
  if (axes.part) for (let { month } = axes.part; month <= 12; month += 1) parts.push(text(axes.x(axes.part.year, month - 0.5), axes.base + 18, month, { "text-anchor": "middle" }));
  for (let value = scale.low; value <= scale.top + scale.step / 2; value += scale.step * (isSmall ? 2 : 1)) {
    const decimals = scale.step < 1 ? 1 : scale.step % 1 ? 1 : 0;
    parts.push(draw("path", { d: `M${axes.left} ${axes.y(value)}H${axes.right}`, stroke: value === 0 ? GREY : RULE }),
      text(axes.left - 6, axes.y(value) + 4, words.number(value, decimals) + (indicator.percent && value + scale.step / 2 > scale.top ? "%" : ""), { "text-anchor": "end" }));
  }
  parts.push(draw("path", { d: `M${axes.left} ${axes.base}H${axes.right}`, stroke: GREY }));
  return parts;
};

// Where labels stand already: a label that would lie on another one is not written there.
const makeSpace = () => {
  const boxes = [];
  return (x, y, words, anchor = "start") => {
    const width = 7.6 * String(words).length + 6;
    const left = anchor === "end" ? x - width : anchor === "middle" ? x - width / 2 : x;
    const box = [left, y - 14, left + width, y + 5];
    const isFree = boxes.every((one) => one[0] >= box[2] || box[0] >= one[2] || one[1] >= box[3] || box[1] >= one[3]);
    if (isFree) boxes.push(box);
    return isFree;
  };
};

const drawTargets = (words, indicator, axes, series, take) => {
  const runs = [];
  for (const { period, figure } of series) {
    if (figure.target === null) continue;
    const last = runs.at(-1);
    if (last && last.target === figure.target && last.scope === figure.scope && last.year >= period.year - 1) Object.assign(last, { year: period.year, month: period.last });
    else runs.push({ target: figure.target, scope: figure.scope, from: axes.x(period.year, period.first - 1), year: period.year, month: period.last });
  }
  return runs.flatMap((run) => {
    const label = run.scope ? words.say("scope_target", run.scope === "*" ? words.say("nation") : run.scope, words.target(indicator, run.target)) : words.say("target_line", words.target(indicator, run.target));
    const y = axes.y(run.target), end = axes.x(run.year, run.month);
    return [draw("path", { d: `M${run.from} ${y}H${end}`, stroke: run.scope ? GREY : INK, "stroke-width": run.scope ? 1 : 2 }),
      !take || end - run.from < 7 * label.length || !take(run.from + 3, y - 5, label) ? null : text(run.from + 3, y - 5, label, { fill: run.scope ? QUIET : INK, "font-weight": 600 })];
  });
};

const drawPoint = (axes, point, words, indicator, isMany) => {
  const [x, y] = axes.at(point);
  const colour = point.isAfter ? ORANGE : BLUE, size = isMany ? 3 : 4;
  const paint = { fill: point.figure.marks.includes("p") ? "#fff" : colour, stroke: colour, "stroke-width": 1.75 };
  const shape = point.isAfter ? draw("rect", { x: x - size, y: y - size, width: 2 * size, height: 2 * size, ...paint })
    : draw("circle", { cx: x, cy: y, r: size, ...paint });
  shape.append(draw("title", {}, describePoint(words, indicator, point)));
  return [point.signal ? draw("circle", { cx: x, cy: y, r: size + 4, fill: "none", stroke: INK, "stroke-width": 1.25 }) : null, shape,
    point.figure.marks.includes("?") ? text(x + size + 2, y + 12, "?", { fill: INK, "font-weight": 700 }) : null];
};

const describePoint = (words, indicator, point) => {
  const { main, more } = writeFigure(words, indicator, point.figure);
  return [`${point.period.label}: ${main}${more ? ` (${more})` : ""}`, ...listCautions(words, point.figure, false).map(([mark, why]) => `${mark} ${why}`),
    point.signal ? point.signal.sentence : ""].filter(Boolean).join("; ");
};

const drawGaps = (axes, series) => series.filter(({ figure }) => figure.value === null && ["not_reported", "suppressed"].includes(figure.reason)).map(({ period, figure }) => {
  const x = axes.x(period.year, (period.first - 1 + period.last) / 2), y = axes.base - 6;
  return figure.reason === "suppressed" ? text(x, axes.base - 3, "c", { "text-anchor": "middle" })
    : draw("path", { d: `M${x - 3} ${y - 3}l6 6m0 -6l-6 6`, stroke: PLUM, "stroke-width": 1.75 });
});

const drawBreak = (data, words, axes, take) => {
  const [year, month] = data.breaksOn.split("-").map(Number);
  const x = axes.x(year, month - 1);
  take(x - 5, axes.roof - 32, words.say("break_label", words.day(data.breaksOn)), "end");
  return [draw("path", { d: `M${x} ${axes.roof - 42}V${axes.base}`, stroke: INK, "stroke-dasharray": "2 3", "stroke-width": 1.5 }),
    text(x - 5, axes.roof - 32, words.say("break_label", words.day(data.breaksOn)), { "text-anchor": "end", fill: INK, "font-weight": 600 })];
};

const listLabels = (series, isCumulative, chosen) => {
  const shown = series.filter(({ figure }) => figure.value !== null);
  return shown.filter((point, place) => {
    const next = shown[place + 1];
    const isEnd = !next || next.isAfter !== point.isAfter || (isCumulative && next.period.year !== point.period.year);
    return isEnd || point.period === chosen;
  });
};

// A label stands below its point where the line comes down to it, or a target is drawn above.
const isBelow = (axes, series, point) => {
  const [, y] = axes.at(point);
  if (y + 24 > axes.base) return false;
  const before = series[series.indexOf(point) - 1], { target } = point.figure;
  const descends = before && before.figure.value !== null && axes.at(before)[1] < y - 6 && before.isAfter === point.isAfter;
  return Boolean(descends) || (target !== null && y >= axes.y(target) && y - axes.y(target) < 26);
};

const drawTrend = (data, words, { indicator, unit, series, greySeries = [], chosen, width, height, scale, isSmall = false, part = null, label }) => {
  const margin = { left: isSmall ? 44 : 56, right: isSmall ? 22 : 40, top: isSmall ? 22 : 58, bottom: 26 };
  const axes = makeScale(data, { width, height, margin, scale, part });
  const isMonthly = series.some(({ period }) => period.grain === "month");
  const line = (run, more) => draw("path", { d: run.map((point, place) => `${place ? "L" : "M"}${axes.at(point).map((n) => n.toFixed(1)).join(" ")}`).join(""), fill: "none", "stroke-width": 2, ...more });
  const take = makeSpace();
  const breakMark = data.breaksOn && !isSmall ? drawBreak(data, words, axes, take) : null;
  const targets = drawTargets(words, indicator, axes, series, isSmall ? null : take);
  const labels = listLabels(series, indicator.cumulative, chosen).reverse().map((point) => {
    const [x, y] = axes.at(point), at = Math.min(x, axes.right - 4);
    const amount = isSmall && indicator.percent && point.figure.value >= 10 ? words.number(point.figure.value, width < 260 ? 0 : 1) : words.value(indicator, point.figure.value);
    const places = isBelow(axes, series, point) ? [y + 20, y - 9] : [y - 9, y + 20];
    const place = places.find((one) => one > 12 && one < axes.base && take(at, one, amount, "middle"));
    return place === undefined ? null : text(at, place, amount, { "text-anchor": "middle", fill: point.isAfter ? ORANGE_INK : BLUE, "font-weight": 700 });
  });
  const isChosenDrawn = chosen && !isSmall && series.some(({ period }) => period === chosen);
  return draw("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label, "font-family": FONT, class: "trend" },
    drawFrame(data, words, indicator, axes, scale, { isMonthly, isSmall }),
    isChosenDrawn ? draw("path", { d: `M${axes.x(chosen.year, (chosen.first - 1 + chosen.last) / 2)} ${axes.base}l-5 8h10z`, fill: INK }) : null,
    targets, breakMark,
    splitRuns(greySeries, indicator.cumulative).map((run) => line(run, { stroke: GREY, "stroke-width": 1.75 })),
    splitRuns(series, indicator.cumulative).map((run) => line(run, run[0].isAfter ? { stroke: ORANGE, "stroke-dasharray": "6 4" } : { stroke: BLUE })),
    drawGaps(axes, series),
    series.filter(({ figure }) => figure.value !== null).map((point) => drawPoint(axes, point, words, indicator, isMonthly || isSmall)),
    labels);
};
