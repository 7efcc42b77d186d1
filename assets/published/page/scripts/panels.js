// The units of an indicator as small charts on one scale, the area in grey; newer units in their own row.
const renderPanels = (data, words, chosen) => {
  const indicator = data.indicators.get(chosen.code);
  const units = listUnitsOf(data, chosen.code);
  const columns = innerWidth >= 1200 ? 3 : innerWidth >= 380 ? 2 : 1, gap = innerWidth < 860 ? 16 : 24;
  const width = Math.min(384, Math.floor((measureWidth(1200) - gap * (columns - 1)) / columns));
  const isShareable = Boolean(indicator.divides);
  const grain = chooseGrain(data, chosen.code, units[0] || chosen.unit, chosen.period.grain === "month" ? "quarter" : chosen.period.grain, true);
  const lists = new Map(units.map((unit) => [unit, buildSeries(data, chosen.code, unit, isAfterBreak(data, unit) ? indicator.grain : grain)]));
  const greySeries = isShareable ? buildSeries(data, chosen.code, data.areas[0], grain) : [];
  const scale = chooseTop(indicator, [...lists.values(), greySeries]);
  const panel = (unit) => buildPanel(data, words, chosen, { indicator, unit, series: lists.get(unit), scale, width,
    greySeries: isAfterBreak(data, unit) ? (isShareable ? buildSeries(data, chosen.code, data.areas[0], indicator.grain).filter(({ isAfter }) => isAfter) : []) : greySeries.filter(({ isAfter }) => !isAfter) });
  const older = units.filter((unit) => !isAfterBreak(data, unit)), newer = units.filter((unit) => isAfterBreak(data, unit));
  const title = writePanelTitle(data, words, indicator, chosen.period, units);
  replace("cac-phuong", buildCrumbs(data, words, { ...chosen, view: "cac-phuong" }, indicator), make("h1", { tabindex: -1 }, title),
    make("p", { class: "lead" }, link(writeAddress({ ...chosen, view: "chi-so" }), make("span", { class: "code" }, indicator.code), " ", indicator.name), ` · ${words.say("panels_lead")}`),
    units.length ? buildLegend(data, words, indicator, { series: [...lists.values()].flat(), isUnit: true, greySeries }) : null,
    make("div", { class: "panels" }, older.map(panel)),
    newer.length ? [make("p", { class: "cut" }, words.say("break_label", words.day(data.breaksOn))), make("div", { class: "panels after" }, newer.map(panel))] : null,
    make("p", { class: "source" }, saySource(data, words, indicator)));
  return title;
};

// The finding over all units: how many went which way, of those that can be compared.
const writePanelTitle = (data, words, indicator, period, units) => {
  if (!units.length) return words.say("no_panels");
  const states = units.map((unit) => compareWithYearBefore(data, words, indicator, unit, period).state);
  const count = (state) => states.filter((one) => one === state).length;
  const [up, down] = [count("up"), count("down")];
  if (up + down === 0) return words.say("panels_title", units.length);
  return words.say(up >= down ? "up_in" : "down_in", Math.max(up, down), up + down + count("same"));
};

const buildPanel = (data, words, chosen, { indicator, unit, series, greySeries, scale, width }) => {
  const own = findFigure(data, indicator.code, unit, chosen.period);
  const last = own && own.value !== null ? { period: chosen.period, figure: own } : series.filter(({ figure }) => figure.value !== null).at(-1);
  const shown = last ? writeFigure(words, indicator, last.figure) : null;
  const comparison = last ? compareWithYearBefore(data, words, indicator, unit, last.period) : null;
  const [year, month] = (data.breaksOn || "").split("-").map(Number);
  const part = isAfterBreak(data, unit) ? { year, month } : null;
  const place = make("div");
  const explain = () => place.appendChild(buildEvidence(data, words, indicator, unit, last.period));
  return make("figure", { class: "panel" }, make("figcaption", {}, link(writeAddress({ ...chosen, view: "chi-so", unit }), words.unit(unit)),
    make("span", {}, shown ? [make("b", {}, makeFigureButton(shown.main, words.say("explain_label", words.unit(unit), shown.main), explain)), ` ${shown.more ? `(${shown.more}), ` : ""}${words.period(last.period)}`] : words.say("nothing_drawn_none"))), place,
  series.length > 1 ? drawTrend(data, words, { indicator, unit, series, greySeries, width, height: 196, scale, isSmall: true, part, label: words.unit(unit) }) : null,
  comparison ? make("p", { class: "panel-text" }, comparison.long) : null);
};
