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
  const heads = [words.say("element"), words.say("unit_of_measure"), ...table.units, ...table.areas];
  replace("bieu", heading, choose, make("h2", {}, name),
    make("p", { class: "lead" }, words.say("reports_counted", table.reported[0], table.reported[1]), table.missing.length ? ` ${words.say("reports_absent", table.missing.length)} ${table.missing.join("; ")}.` : ""),
    make("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": name }, make("table", { class: "numbers wide-table" },
      make("thead", {}, make("tr", {}, heads.map((head, place) => make("th", { scope: "col", class: place > 1 + table.units.length ? "total" : "" }, head)))),
      make("tbody", {}, table.rows.map((cells, place) => make("tr", {}, make("th", { scope: "row" }, elements[place][0]), make("td", { class: "measure" }, elements[place][1]),
        cells.map((cell, column) => make("td", { class: column >= table.units.length ? "total" : "" }, writeCell(words, cell, elements[place][2] && column < table.units.length)))))))),
    make("p", { class: "source" }, words.say("table_marks")),
    make("p", { class: "downloads" }, make("button", { type: "button", id: "save-table",
      onclick: () => saveBlob(new Blob(["\ufeff", [heads, ...table.rows.map((cells, place) => [...elements[place].slice(0, 2), ...cells.map(readCell)])].map((row) => row.map(quoteCell).join(",")).join("\r\n")], { type: "text/csv;charset=utf-8" }),
        `${form}_${chosen.period.code}.csv`) }, words.say("save_csv"))));
};

// A number alone, marks alone ("x": not reported), or a number with marks.
const writeCell = (words, cell, isYesNo) => {
  const write = (count) => (isYesNo ? words.say(count ? "yes" : "no") : words.number(count));
  if (typeof cell === "number") return write(cell);
  if (typeof cell === "string") return make("small", {}, `[${cell}]`);
  return [make("small", {}, [...cell[1]].map((mark) => `[${mark}] `).join("")), write(cell[0])];
};
const readCell = (cell) => (typeof cell === "number" ? cell : typeof cell === "string" ? `[${cell}]` : cell[0]);
