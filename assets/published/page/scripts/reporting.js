// Reports of a year: what is missing first, then every unit by month, in words and marks.
const REPORT_TEXTS = { on_time: "✔", returned: "↩", missing: "✘", pending: "…" };

const renderReporting = (data, words, chosen) => {
  const { year } = chosen.period;
  const reports = data.reports.filter(({ period }) => period.year === year);
  document.getElementById("reporting-title").textContent = words.say("reporting_in", year);
  const absent = reports.filter(({ state }) => state === "missing" || state === "returned");
  const late = reports.filter(({ state }) => state === "late").length;
  replace("absent", make("p", {}, words.say("reports_here", reports.filter(({ state }) => state === "on_time" || state === "late").length,
    reports.filter(({ state }) => state !== "pending").length, reports.filter(({ state }) => state === "on_time").length), " ", late ? words.say("reports_late", late) : ""),
  absent.length ? [make("h2", {}, words.say("reports_absent", absent.length)), make("ul", { class: "plain" }, absent.map(
    (report) => make("li", {}, `${words.unit(report.unit)}, ${words.period(report.period)}: ${words.say(`report_${report.state}`)}, ${words.say("due_on", words.day(report.due))}`)))]
    : make("p", {}, words.say("none_absent")));
  const units = Object.keys(data.units).filter((unit) => reports.some((report) => report.unit === unit));
  document.getElementById("grid-lead").textContent = `${words.say("grid_lead", year)} ${words.say("figure_hint")}`;
  replace("grid", units.length ? buildGrid(data, words, units, reports) : make("p", {}, words.say("no_reports_due", year)));
};

// A phone has no room for a name beside twelve months: there it stands above them.
const buildGrid = (data, words, units, reports) => {
  const isNarrow = innerWidth <= 860;
  const cells = (unit) => buildCells(data, words, reports.filter((report) => report.unit === unit));
  const months = Array.from({ length: 12 }, (_, month) => make("th", { scope: "col" }, words.say("column_month_short", month + 1)));
  const bodies = isNarrow
    ? units.map((unit) => make("tbody", {}, make("tr", {}, make("th", { scope: "rowgroup", colspan: 12 }, words.unit(unit))), make("tr", {}, cells(unit))))
    : make("tbody", {}, units.map((unit) => make("tr", {}, make("th", { scope: "row" }, words.unit(unit)), cells(unit))));
  return make("table", { class: isNarrow ? "grid narrow" : "grid", "aria-label": words.say("reporting"), "aria-describedby": "grid-lead" },
    make("thead", {}, make("tr", {}, isNarrow ? null : make("th", { scope: "col" }, words.say("unit")), months)), bodies);
};

const buildCells = (data, words, reports) => {
  const cells = [];
  const byStart = [...reports].sort((one, other) => one.period.first - other.period.first);
  let month = 1;
  const skip = (until) => { if (until > month) cells.push(make("td", { class: "nothing", colspan: until - month }, make("span", { class: "unseen" }, words.say("nothing_owed")))); };
  for (const report of byStart) {
    if (report.period.first < month) continue;
    skip(report.period.first);
    cells.push(buildReportCell(data, words, report));
    month = report.period.last + 1;
  }
  skip(13);
  return cells;
};

const buildReportCell = (data, words, report) => {
  const { unit, period, state, days, due } = report;
  const sentence = state === "late" ? words.say("late", days) : words.say(`report_${state}`);
  const name = `${words.unit(unit)}, ${words.period(period)}`;
  return make("td", { class: state, colspan: period.last - period.first + 1, title: `${period.label}: ${sentence}` },
    makeCellFigure(state === "late" ? words.say("late_short", days) : REPORT_TEXTS[state], words.say("explain_label", period.label, sentence), () => makeBox(words, name, [
      [words.say("reports_of_period"), `${sentence}, ${words.say("due_on", words.day(due))}`],
      ...(data.isOffice ? [[words.say("how_to_look_up"), make("code", {}, `chiso owed --all --unit ${unit} --period ${period.code}`)]] : [])])));
};
