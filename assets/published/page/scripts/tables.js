// The consolidated tables: the elements of a form down, the units across, the total at the side.
const renderTables = (data, words, chosen) => {
  const forms = Object.keys(data.forms).filter((form) => (data.tables[form] || {})[chosen.period.place]);
  const countUnits = (one) => data.tables[one][chosen.period.place].units.length;
  const widest = [...forms].sort((one, other) => countUnits(other) - countUnits(one))[0];
  const form = forms.includes(chosen.part) ? chosen.part : widest;
  const choose = make("p", { class: "choices" }, forms.map((one) => make("a", {
    href: writeAddress({ ...chosen, part: one }), "aria-current": one === form ? "true" : null }, data.forms[one].name)));
  const heading = make("h1", { tabindex: -1 }, words.say("tables_of", words.period(chosen.period)));
  if (!form) { replace("bieu", heading, make("p", { class: "lead" }, words.say("no_tables", words.period(chosen.period)))); return; }
  const table = data.tables[form][chosen.period.place], { elements, name } = data.forms[form];
  const heads = [words.say("element"), words.say("unit_of_measure"), ...table.units.map(words.unit), ...table.areas.map(([, areaName]) => areaName)];
  replace("bieu", heading, choose, make("h2", {}, name),
    make("p", { class: "lead" }, words.say("reports_counted", table.reported[0], table.reported[1]), table.missing.length ? ` ${words.say("reports_absent", table.missing.length)} ${table.missing.join("; ")}.` : ""),
    make("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": name }, make("table", { class: "numbers wide-table" },
      make("thead", {}, make("tr", {}, heads.map((head, place) => make("th", { scope: "col", class: place > 1 + table.units.length ? "total" : "" }, head)))),
      make("tbody", {}, table.rows.map((cells, place) => make("tr", {}, make("th", { scope: "row" }, elements[place][0]), make("td", { class: "measure" }, elements[place][1]),
        cells.map((cell, column) => buildTableCell(data, words, { form, table, period: chosen.period, element: elements[place], cell, column }))))))),
    make("p", { class: "source" }, `${words.say("table_marks")} ${words.say("figure_hint")}`),
    make("p", { class: "downloads" }, make("button", { type: "button", id: "save-table",
      onclick: () => saveBlob(new Blob(["\ufeff", [heads, ...table.rows.map((cells, place) => [...elements[place].slice(0, 2), ...cells.map(readCell)])].map((row) => row.map(quoteCell).join(",")).join("\r\n")], { type: "text/csv;charset=utf-8" }),
        `${form}_${chosen.period.code}.csv`) }, words.say("save_csv"))));
};

// A number alone, marks alone ("x": not reported), or a number with marks.
const buildTableCell = (data, words, { form, table, period, element, cell, column }) => {
  const isTotal = column >= table.units.length;
  const [unit, unitName] = isTotal ? table.areas[column - table.units.length] : [table.units[column], words.unit(table.units[column])];
  const [elementName, , isYesNo, code] = element;
  const count = typeof cell === "number" ? cell : typeof cell === "string" ? null : cell[0];
  const marks = typeof cell === "number" ? [] : [...(typeof cell === "string" ? cell : cell[1])];
  const shown = count === null ? `[${cell}]` : isYesNo && !isTotal ? words.say(count ? "yes" : "no") : words.number(count);
  const name = `${elementName}, ${words.period(period)}, ${unitName}`;
  return make("td", { class: isTotal ? "total" : "" },
    count === null ? null : make("small", {}, marks.map((mark) => `[${mark}] `).join("")),
    makeCellFigure(count === null ? make("small", {}, shown) : shown, words.say("explain_label", name, shown), () => makeBox(words, name, [
      ...(count === null ? [] : [[words.say("value"), shown]]),
      ...marks.map((mark) => [words.say("marked", `[${mark}]`), words.say(`mark_${mark}`)]),
      [words.say("reports_of_period"), describeReports(data, words, { form, units: isTotal ? table.units : [unit], period })],
      ...(count === null ? [] : [[words.say("how_to_look_up"), make("code", {}, `chiso explain ${form}.${code} ${unit} ${period.code}`)]]),
    ])));
};

const describeReports = (data, words, { form, units, period }) => {
  const owed = data.reports.filter((report) => report.form === form && units.includes(report.unit) && contains(period, report.period));
  const absent = owed.filter(({ state }) => state !== "on_time" && state !== "late");
  const names = absent.slice(0, 5).map((report) => `${words.unit(report.unit)}, ${words.period(report.period)}`);
  return words.say("reports_received", owed.length - absent.length, owed.length)
    + (absent.length ? `; ${words.say("lacks_reports", absent.length)}: ${names.join("; ")}${absent.length > 5 ? "; …" : ""}` : "");
};

const readCell = (cell) => (typeof cell === "number" ? cell : typeof cell === "string" ? `[${cell}]` : cell[0]);
