// Faults of the reports by code, by unit and over the years; obstacles with their replies.
const renderQuality = (data, words, chosen) => {
  if (!data.isOffice || !document.getElementById("faults")) return;
  const years = [...new Set(data.periods.map(({ year }) => year))];
  const faults = data.faults.map(([code, unit, period, count]) => ({ code, unit, year: Number(period.slice(0, 4)) || "", count }));
  const places = [...years, ""].filter((year) => year || faults.some((fault) => fault.year === ""));
  replace("faults", make("h2", {}, words.say("faults_by_code")), make("p", { class: "lead" }, words.say("faults_lead", faults.reduce((sum, { count }) => sum + count, 0))),
    buildFaultTable(words, places, faults, "code", (code) => [make("span", { class: "code" }, code), ` ${data.faultCodes[code]}`]),
    make("h2", {}, words.say("faults_by_unit")), buildFaultTable(words, places, faults, "unit", (unit) => (unit ? words.unit(unit) : words.say("unit_unknown"))));
  renderObstacles(data, words, chosen);
};

const buildFaultTable = (words, places, faults, key, describe) => {
  const keys = [...new Set(faults.map((fault) => fault[key]))];
  const count = (value, year) => faults.filter((fault) => fault[key] === value && (year === null || fault.year === year)).reduce((sum, fault) => sum + fault.count, 0);
  const ordered = keys.sort((one, other) => count(other, null) - count(one, null) || (one < other ? -1 : 1));
  return make("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": words.say(`faults_by_${key}`) }, make("table", { class: "numbers faults" },
    make("thead", {}, make("tr", {}, make("th", { scope: "col" }, words.say(key === "code" ? "fault" : "unit")), [...places.map((year) => year || words.say("period_unknown")), words.say("all_years")].map((head) => make("th", { scope: "col" }, head)))),
    make("tbody", {}, ordered.map((value) => make("tr", {}, make("th", { scope: "row" }, describe(value)),
      [...places, null].map((year) => make("td", {}, words.number(count(value, year)).replace(/^0$/, "–"))))))));
};

const renderObstacles = (data, words, chosen) => {
  const shown = data.obstacles.filter(([unit, period]) => contains(chosen.period, data.byCode.get(period) || {}) && (data.units[chosen.unit].kind === "area" || unit === chosen.unit));
  replace("obstacles", make("h2", {}, words.say("obstacles_in", words.period(chosen.period), shown.length)), shown.length
    ? make("ul", { class: "obstacles" }, shown.map(([unit, period, kind, said, reply, day]) => make("li", {}, make("b", {}, `${words.unit(unit)}, ${words.period(data.byCode.get(period))}`), ` · ${words.say(`remark_${kind}`)}`,
      make("p", {}, said), make("p", { class: reply ? "reply" : "reply none" }, reply ? words.say("replied", words.day(day), reply) : words.say("not_replied")))))
    : make("p", { class: "lead" }, words.say("no_obstacles")));
};
