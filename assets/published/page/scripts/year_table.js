// The same period in every year side by side, and the units of the chosen period: numbers as tables.
const buildFiveYears = (data, words, chosen, indicator) => {
  const isYearly = ["year", "nine_months"].includes(chosen.period.grain);
  const grain = chooseGrain(data, indicator.code, chosen.unit, isYearly ? "" : chosen.period.grain, false);
  const series = buildSeries(data, indicator.code, chosen.unit, grain);
  const years = [...new Set(data.periods.map(({ year }) => year))];
  const firsts = [...new Set(series.map(({ period }) => period.first))].sort((one, other) => one - other);
  const cell = (year, first) => {
    const point = series.find(({ period }) => period.year === year && period.first === first);
    if (!point) return make("td", {}, "");
    const { figure } = point;
    const isTet = grain === "month" && data.newYears[year] === first;
    return make("td", { class: [point.isAfter ? "after" : "", point.period === chosen.period ? "chosen" : ""].join(" ").trim() },
      isTet ? make("small", {}, `${words.say("new_year")} `) : null,
      listCautions(words, figure, data.isOffice).map(([mark, why]) => make("small", { title: why }, `${mark} `)),
      makeIndicatorCell(data, words, { indicator, unit: point.unit, period: point.period }, figure.value === null ? make("small", {}, writeMark(figure)) : words.plain(indicator, figure.value)));
  };
  const label = (first) => words.say(`column_${grain}`, grain === "month" ? first : grain === "quarter" ? ["I", "II", "III", "IV"][(first - 1) / 3] : grain === "half_year" ? (first === 1 ? 1 : 2) : "");
  return make("section", {}, make("h2", {}, words.say("side_by_side")),
    make("p", { class: "lead" }, `${writeSentence(indicator.percent ? words.say("percent_unit") : indicator.unit)} ${words.say("side_by_side_lead")} ${words.say("figure_hint")}`),
    make("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": words.say("side_by_side") }, make("table", { class: "numbers", id: "years" },
      make("thead", {}, make("tr", {}, make("th", { scope: "col" }, words.say("period")), years.map((year) => make("th", { scope: "col" }, year)))),
      make("tbody", {}, firsts.map((first) => make("tr", {}, make("th", { scope: "row" }, label(first)), years.map((year) => cell(year, first))))))));
};

const buildUnitTable = (data, words, chosen, indicator) => {
  const units = listUnitsOf(data, indicator.code).filter((unit) => findFigure(data, indicator.code, unit, chosen.period));
  if (!units.length) return null;
  return make("section", {}, make("h2", {}, words.say("units_in", words.period(chosen.period))),
    units.length > 1 ? make("p", {}, link(writeAddress({ ...chosen, view: "cac-phuong" }), words.say("see_panels"))) : null,
    make("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": words.say("units_in", words.period(chosen.period)) }, make("table", { class: "numbers", id: "units" },
      make("thead", {}, make("tr", {}, make("th", { scope: "col" }, words.say("unit")), make("th", { scope: "col" }, words.say("value")), indicator.divides ? make("th", { scope: "col" }, words.say("parts")) : null)),
      make("tbody", {}, units.map((unit) => {
        const figure = findFigure(data, indicator.code, unit, chosen.period), interval = writeInterval(words, indicator, figure);
        return make("tr", {}, make("th", { scope: "row" }, link(writeAddress({ ...chosen, view: "chi-so", unit }), words.unit(unit))),
          make("td", {}, listCautions(words, figure, false).map(([mark, why]) => make("small", { title: why }, `${mark} `)),
            makeIndicatorCell(data, words, { indicator, unit, period: chosen.period }, figure.value === null ? make("small", {}, `${writeMark(figure)} ${writeReason(words, figure)}`) : words.value(indicator, figure.value)), interval ? make("small", { class: "interval" }, interval) : null),
          indicator.divides ? make("td", {}, words.parts(indicator, figure)) : null);
      })))));
};

// An interval only where chance is meant: a share of cases, of at least ten of them (Wilson, 95 %).
const writeInterval = (words, indicator, figure) => {
  const { numerator: a, denominator: n } = figure;
  if (!indicator.percent || !indicator.isChance || figure.value === null || !n || n < 10 || a < 0 || a > n) return "";
  const z = 1.959963984540054, middle = 2 * a + z * z, half = z * Math.sqrt(z * z + 4 * a * (1 - a / n)), whole = 2 * (n + z * z);
  return words.say("interval", words.percent(100 * (middle - half) / whole), words.percent(100 * (middle + half) / whole));
};
