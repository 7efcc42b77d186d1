// Faults of the reports by code, by unit and over the years; obstacles with their replies.
const renderQuality = (data, words, chosen) => {
  if (!data.isOffice || !document.getElementById("faults")) return;
  const years = [...new Set(data.periods.map(({ year }) => year))];
  const faults = data.faults.map(([code, unit, period, count]) => ({ code, unit, period, year: Number(period.slice(0, 4)) || "", count }));
  const places = [...years, ""].filter((year) => year || faults.some((fault) => fault.year === ""));
  replace("faults", make("h2", {}, words.say("faults_by_code")), make("p", { class: "lead" }, `${words.say("faults_lead", faults.reduce((sum, { count }) => sum + count, 0))} ${words.say("figure_hint")}`),
    buildFaultTable(data, words, places, faults, "code", (code) => [make("span", { class: "code" }, code), ` ${data.faultCodes[code]}`]),
    make("h2", {}, words.say("faults_by_unit")), buildFaultTable(data, words, places, faults, "unit", (unit) => (unit ? words.unit(unit) : words.say("unit_unknown"))));
  renderObstacles(data, words, chosen);
};

const buildFaultTable = (data, words, places, faults, key, describe) => {
  const keys = [...new Set(faults.map((fault) => fault[key]))];
  const list = (value, year) => faults.filter((fault) => fault[key] === value && (year === null || fault.year === year));
  const count = (value, year) => list(value, year).reduce((sum, fault) => sum + fault.count, 0);
  const ordered = keys.sort((one, other) => count(other, null) - count(one, null) || (one < other ? -1 : 1));
  return make("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": words.say(`faults_by_${key}`) }, make("table", { class: "numbers faults" },
    make("thead", {}, make("tr", {}, make("th", { scope: "col" }, words.say(key === "code" ? "fault" : "unit")), [...places.map((year) => year || words.say("period_unknown")), words.say("all_years")].map((head) => make("th", { scope: "col" }, head)))),
    make("tbody", {}, ordered.map((value) => make("tr", {}, make("th", { scope: "row" }, describe(value)),
      [...places, null].map((year) => make("td", {}, buildFaultCount(data, words, { key, value, year, rows: list(value, year) }))))))));
};

const writeFaultQuery = (key, value, year) => [`FROM core.findings WHERE ${key} ${value ? `= '${value}'` : "IS NULL"}`,
  year === null ? "" : year ? ` AND period[:4] = '${year}'` : " AND period IS NULL"].join("");

// A count of faults rests on reports: which, and the command that lists the faults.
const buildFaultCount = (data, words, { key, value, year, rows }) => {
  if (!rows.length) return "–";
  const text = words.number(rows.reduce((sum, { count }) => sum + count, 0));
  const name = `${key === "code" ? value : value ? words.unit(value) : words.say("unit_unknown")}, ${year === null ? words.say("all_years") : year || words.say("period_unknown")}`;
  const reports = rows.map(({ code, unit, period, count }) => [key === "code" ? (unit ? words.unit(unit) : words.say("unit_unknown")) : code,
    data.byCode.has(period) ? words.period(data.byCode.get(period)) : words.say("period_unknown")].join(", ") + (count > 1 ? ` (${count})` : ""));
  return makeCellFigure(text, words.say("explain_label", name, text), () => makeBox(words, name, [
    [words.say("value"), text], [words.say("faults_in"), reports.slice(0, 12).join("; ") + (reports.length > 12 ? "; …" : "")],
    [words.say("look_up_query"), make("code", {}, writeFaultQuery(key, value, year))],
  ]));
};

const renderObstacles = (data, words, chosen) => {
  const shown = data.obstacles.filter(([unit, period]) => contains(chosen.period, data.byCode.get(period) || {}) && (data.units[chosen.unit].kind === "area" || unit === chosen.unit));
  replace("obstacles", make("h2", {}, words.say("obstacles_in", words.period(chosen.period), shown.length)), shown.length
    ? make("ul", { class: "obstacles" }, shown.map(([unit, period, kind, said, reply, day]) => make("li", {}, make("b", {}, `${words.unit(unit)}, ${words.period(data.byCode.get(period))}`), ` · ${words.say(`remark_${kind}`)}`,
      make("p", {}, said), make("p", { class: reply ? "reply" : "reply none" }, reply ? words.say("replied", words.day(day), reply) : words.say("not_replied")))))
    : make("p", { class: "lead" }, words.say("no_obstacles")));
};
