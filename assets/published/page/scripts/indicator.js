// One indicator: its finding, trend, five years side by side, units, and what it means.
const renderIndicator = (data, words, chosen) => {
  const indicator = data.indicators.get(chosen.code);
  const figure = findFigure(data, chosen.code, chosen.unit, chosen.period) || describeAbsence(data, indicator, chosen.period);
  const comparison = compareWithYearBefore(data, words, indicator, chosen.unit, chosen.period);
  const shown = writeFigure(words, indicator, figure);
  const title = comparison.title || (figure && figure.value !== null
    ? words.say("value_in", words.period(chosen.period), shown.main) : words.say(/\[c\]/.test(writeMark(figure)) ? "not_public_in" : "no_value_in", words.period(chosen.period)));
  const chart = buildFigure(data, words, chosen, indicator, title);
  replace("chi-so", buildCrumbs(data, words, chosen, indicator), make("h1", { tabindex: -1 }, title),
    make("p", { class: "lead" }, make("span", { class: "code" }, indicator.code), " ", words.say("indicator_of", indicator.name, words.period(chosen.period), words.unit(chosen.unit))),
    indicator.note ? make("p", { class: "lead" }, indicator.note) : null,
    make("div", { class: "split" }, make("div", {}, chart), buildFacts(data, words, chosen, { indicator, figure, shown, comparison })),
    make("div", { class: "two" }, buildFiveYears(data, words, chosen, indicator), make("div", {}, buildUnitTable(data, words, chosen, indicator), buildDefinition(words, indicator))),
    buildDownloads(data, words, chosen, indicator, chart.id === "chart"));
  return title;
};

const buildCrumbs = (data, words, chosen, indicator) => {
  const codes = [...data.indicators.keys()], place = codes.indexOf(indicator.code);
  const step = (code, label) => (code ? link(writeAddress({ ...chosen, view: "chi-so", code }), label) : make("span", {}));
  return make("p", { class: "crumbs" }, step(codes[place - 1], `‹ ${codes[place - 1]}`),
    link(writeAddress({ ...chosen, view: "tong-quan" }), words.say("back_to_overview")), step(codes[place + 1], `${codes[place + 1]} ›`));
};

const measureWidth = (most) => Math.max(300, Math.min(most, document.querySelector("main").clientWidth - (innerWidth < 860 ? 32 : 48)));

const buildFigure = (data, words, chosen, indicator, title) => {
  const width = measureWidth(innerWidth >= 1200 ? 784 : 1152), isNarrow = width < 520;
  const grain = chooseGrain(data, indicator.code, chosen.unit, chosen.period.grain, isNarrow);
  const series = buildSeries(data, indicator.code, chosen.unit, grain);
  if (countValues(series) < 2) return make("p", { class: "nothing-drawn" }, sayNothingDrawn(data, words, indicator, series));
  const isUnit = data.units[chosen.unit].kind !== "area";
  const greySeries = isUnit && indicator.divides ? buildSeries(data, indicator.code, data.areas[0], grain) : [];
  const scale = chooseTop(indicator, [series, greySeries]);
  const chart = drawTrend(data, words, { indicator, unit: chosen.unit, series, greySeries, chosen: chosen.period, width, height: isNarrow ? 320 : 440, scale, label: `${indicator.name}. ${title}` });
  return make("figure", { class: "chart", id: "chart" },
    make("figcaption", {}, make("b", {}, words.say(`series_${grain}`)), `, ${indicator.percent ? words.say("percent_unit") : indicator.unit}`, indicator.cumulative ? `; ${words.say("cumulative")}` : ""),
    make("div", { class: "plot" }, chart), buildLegend(data, words, indicator, { series, isUnit, greySeries }),
    make("p", { class: "source" }, saySource(data, words, indicator)));
};

const sayNothingDrawn = (data, words, indicator, series) => {
  const reasons = new Set(series.map(({ figure }) => figure.reason).filter(Boolean));
  if (reasons.has("suppressed")) return words.say("nothing_drawn_suppressed");
  if (!series.length) return words.say("nothing_drawn_none");
  return words.say("nothing_drawn_few");
};

const saySource = (data, words, indicator) => words.say("source_is",
  indicator.forms.join("; ") || words.say("source_register"), data.published);

const buildLegend = (data, words, indicator, { series, isUnit, greySeries }) => {
  const dot = (attributes, tag = "circle") => draw("svg", { class: "mark", width: 12, height: 12, viewBox: "0 0 12 12", "aria-hidden": "true" }, draw(tag, tag === "circle" ? { cx: 6, cy: 6, r: 4, ...attributes } : { x: 2, y: 2, width: 8, height: 8, ...attributes }));
  const ring = dot({ fill: "none", stroke: INK, "stroke-width": 1.25, r: 5.3 });
  ring.append(draw("circle", { cx: 6, cy: 6, r: 2.5, fill: BLUE }));
  const has = (mark) => series.some(({ figure }) => figure.value !== null && figure.marks.includes(mark));
  const gap = (reason) => series.some(({ figure }) => figure.reason === reason);
  const entries = [
    series.some(({ isAfter }) => !isAfter) ? [dot({ fill: BLUE }), words.say("legend_complete")] : null,
    has("p") ? [dot({ fill: "#fff", stroke: BLUE, "stroke-width": 1.75 }), words.say("legend_lacking")] : null,
    has("?") ? [make("b", {}, "?"), words.say("doubted")] : null,
    gap("not_reported") ? [make("b", { class: "cross" }, "✕"), words.say("legend_gap")] : null,
    gap("suppressed") ? [make("b", {}, "c"), words.say("why_suppressed")] : null,
    series.some(({ isAfter }) => isAfter) ? [dot({ fill: ORANGE }, "rect"), words.say("legend_after", words.day(data.breaksOn))] : null,
    series.some(({ signal }) => signal) ? [ring, words.say("legend_signal")] : null,
    ...listTargetTexts(words, indicator, series).map((label) => [make("span", { class: "target-line" }), label]),
    greySeries.length && isUnit ? [make("span", { class: "grey-line" }), words.say("legend_area", words.unit(data.areas[0]))] : null,
  ];
  return make("ul", { class: "legend" }, entries.filter(Boolean).map(([mark, label]) => make("li", {}, mark, " ", label)));
};

const listTargetTexts = (words, indicator, series) => {
  const years = new Map();
  for (const { period, figure } of series) {
    if (figure.target === null || figure.scope) continue;
    const label = words.say("target_line", words.target(indicator, figure.target));
    years.set(label, (years.get(label) || new Set()).add(period.year));
  }
  return [...years].map(([label, set]) => `${label} (${[...set].join(", ")})`);
};

const buildFacts = (data, words, chosen, { indicator, figure, shown, comparison }) => {
  const key = `${indicator.code} ${chosen.unit} ${chosen.period.place}`;
  const verdict = describeVerdict(data, words, indicator, figure), progress = findProgress(data, indicator, chosen);
  const signal = data.signals.get(key), rung = data.rungs.get(`${indicator.code} ${chosen.unit}`);
  const cautions = listCautions(words, figure, data.isOffice);
  const box = make("div", { class: "box-place" });
  const fact = (heading, ...text) => make("li", {}, make("b", {}, words.say(heading)), make("div", {}, ...text));
  return make("div", { class: "facts-column" },
    make("p", { class: "key" }, makeFigureButton(shown.main, words.say("explain_label", indicator.code, shown.main), () => box.appendChild(buildEvidence(data, words, indicator, chosen.unit, chosen.period)))),
    make("p", {}, shown.more), box,
    make("ul", { class: "facts" }, fact("result", drawMark(verdict.state), " ", verdict.long),
      progress && progress.strip ? fact("last_twelve", buildStrip(progress), " ", progress.sentence) : null,
      progress && describeProgress(words, figure, progress) ? fact("to_go", describeProgress(words, figure, progress)) : null,
      fact("comparison", comparison.long),
      data.isOffice ? fact("variation", signal && signal.sentence ? `${signal.sentence}${signal.meaning === "worse" || signal.meaning === "better" ? ` (${words.say(signal.meaning)})` : ""}. ` : `${words.say("no_signal")} `, rung ? make("small", {}, words.say("read_as", rung.sentence)) : null) : null,
      fact("trust_title", cautions.length ? cautions.map(([mark, why]) => make("p", {}, `${mark} ${mark === "[p]" && figure.missing ? `${words.say("lacks_reports", figure.lacking)}: ${nameReports(data, figure.missing)}` : why}`)) : figure && figure.value !== null ? words.say("trust_whole") : `${writeMark(figure)} ${writeReason(words, figure)}`)));
};

// Progress is worked out month by month or quarter by quarter: the last one inside the chosen period.
const findProgress = (data, indicator, chosen) => data.periods.filter((period) => contains(chosen.period, period))
  .sort((one, other) => other.last - one.last || (other.last - other.first) - (one.last - one.first))
  .map((period) => data.progress.get(`${indicator.code} ${chosen.unit} ${period.place}`)).find(Boolean);

const buildDefinition = (words, indicator) => make("section", {}, make("h2", {}, words.say("what_it_is")), make("dl", { class: "definition" },
  [["formula", indicator.formula], ["kind", indicator.kind], ["nature", indicator.nature.join("; ")], ["unit_of_measure", indicator.unit], ["direction", indicator.better],
    ["who_reports", indicator.forms.join("; ") || words.say("source_register")], ["how_often", indicator.frequency.join("; ")], ["basis", indicator.basis]]
    .filter(([, description]) => description).map(([term, description]) => [make("dt", {}, words.say(term)), make("dd", {}, description)])));
