// Every indicator in the chosen period and area, under its heading; a heading folds on a phone.
const renderTable = (data, words, chosen) => {
  const before = findYearBefore(data, chosen.period);
  document.getElementById("table-title").textContent = words.say("all_indicators", data.indicators.size);
  replace("head-before", before ? before.label : "–");
  replace("head-now", chosen.period.label, make("small", {}, words.unit(chosen.unit)));
  const groups = new Map();
  for (const indicator of data.indicators.values()) groups.set(indicator.group, [...(groups.get(indicator.group) || []), indicator]);
  const table = document.getElementById("indicators");
  for (const body of table.querySelectorAll("tbody")) body.remove();
  const isFirst = { yes: true };
  for (const [heading, indicators] of groups) {
    table.append(buildGroup(data, words, chosen, { heading, indicators, isOpen: isFirst.yes }));
    isFirst.yes = false;
  }
};

const buildGroup = (data, words, chosen, { heading, indicators, isOpen }) => {
  const states = indicators.map((indicator) => describeVerdict(data, words, indicator, findFigure(data, indicator.code, chosen.unit, chosen.period)).state);
  const counts = ["met", "not_met", "not_decided", "not_due"].flatMap((state) => {
    const count = states.filter((one) => one === state).length;
    return count ? [`${count} ${words.say(state).toLowerCase()}`] : [];
  });
  const body = make("tbody", { class: isOpen ? "open" : "" });
  const button = make("button", { type: "button", class: "fold", "aria-expanded": String(isOpen) }, heading,
    make("span", {}, ` (${indicators.length})${counts.length ? `: ${counts.join(", ")}` : ""}`));
  button.addEventListener("click", () => button.setAttribute("aria-expanded", String(body.classList.toggle("open"))));
  body.append(make("tr", { class: "group" }, make("th", { colspan: 7, scope: "rowgroup" }, button)),
    ...indicators.map((indicator) => buildIndicatorRow(data, words, chosen, indicator)));
  return body;
};

const buildIndicatorRow = (data, words, chosen, indicator) => {
  const { unit, period } = chosen;
  const figure = findFigure(data, indicator.code, unit, period) || describeAbsence(data, indicator, period);
  const before = findYearBefore(data, period);
  const past = before && findFigure(data, indicator.code, unit, before);
  const shown = writeFigure(words, indicator, figure), earlier = writeFigure(words, indicator, past);
  const comparison = compareWithYearBefore(data, words, indicator, unit, period);
  const verdict = describeVerdict(data, words, indicator, figure);
  const address = writeAddress({ ...chosen, view: "chi-so", code: indicator.code });
  const row = make("tr", { "data-code": indicator.code, "data-search": indicator.search },
    make("th", { scope: "row" }, make("a", { href: address }, make("span", { class: "code" }, indicator.code), " ", indicator.name), indicator.percent ? null : make("small", {}, ` ${indicator.unit}`)),
    make("td", { class: "past" }, past && past.value !== null ? makeIndicatorCell(data, words, { indicator, unit, period: before }, earlier.main) : ""),
    make("td", { class: "now" }, makeFigureButton(shown.main, words.say("explain_label", indicator.code, shown.main), (button) => openRow(button, buildEvidence(data, words, indicator, unit, period))), make("small", {}, shown.more)),
    make("td", { class: "spark" }, drawSpark(data, indicator, unit)),
    make("td", { class: "change" }, comparison.short, make("small", {}, comparison.reason || comparison.pair || "")),
    make("td", { class: "result" }, drawMark(verdict.state), " ", make(verdict.state === "scope" || verdict.state === "none" ? "span" : "b", {}, verdict.short), make("small", {}, verdict.more)),
    make("td", { class: "reported" }, buildReported(words, figure)));
  return row;
};

const describeAbsence = (data, indicator, period) => {
  const lengths = ["month", "quarter", "half_year", "nine_months", "year"];
  const isShorter = (grain) => grain && lengths.indexOf(period.grain) < lengths.indexOf(grain);
  return isShorter(indicator.grain) ? { value: null, reason: `by_${indicator.grain}`, marks: "", target: null }
    : isShorter(indicator.publicGrain) && !data.isOffice ? { value: null, reason: "coarser", marks: "", target: null } : null;
};

const buildReported = (words, figure) => {
  if (!figure || !figure.owed) return "–";
  const isWhole = !figure.marks.includes("p");
  return [draw("svg", { class: "mark", width: 10, height: 10, viewBox: "0 0 10 10", "aria-hidden": "true" },
    draw("circle", { cx: 5, cy: 5, r: 3.5, fill: isWhole ? BLUE : "#fff", stroke: BLUE, "stroke-width": 1.75 })),
  ` ${words.say("of", figure.reported, figure.owed)}`, listCautions(words, figure, false).map(([mark, why]) => make("small", {}, `${mark} ${mark === "[?]" ? words.say("doubted_short") : why}`))];
};

const drawSpark = (data, indicator, unit) => {
  const grain = ["year", "half_year", "quarter", "month"].find((one) => countValues(buildSeries(data, indicator.code, unit, one)) > 3);
  const series = grain ? buildSeries(data, indicator.code, unit, grain) : [];
  if (!grain) return "";
  const scale = chooseTop(indicator, [series.map(({ figure }) => ({ figure: { ...figure, target: null } }))]);
  const axes = makeScale(data, { width: 110, height: 28, margin: { left: 4, right: 4, top: 5, bottom: 5 }, scale });
  return draw("svg", { class: "spark", width: 110, height: 28, viewBox: "0 0 110 28", "aria-hidden": "true" },
    splitRuns(series, indicator.cumulative && grain !== "year").map((run) => draw("path", {
      d: run.map((point, place) => `${place ? "L" : "M"}${axes.at(point).map((n) => n.toFixed(1)).join(" ")}`).join(""), fill: "none", stroke: run[0].isAfter ? ORANGE : BLUE, "stroke-width": 1.5 })),
    series.filter(({ figure }) => figure.value !== null).slice(-1).map((point) => {
      const [x, y] = axes.at(point);
      return draw("circle", { cx: x, cy: y, r: 2.6, fill: point.isAfter ? ORANGE : BLUE });
    }));
};

const searchIndicators = (data, words, wanted) => {
  const parts = foldText(wanted).split(" ").filter(Boolean);
  const isWanted = (search) => parts.every((part) => search.includes(part));
  let count = 0;
  for (const row of document.querySelectorAll("#indicators tr[data-search]")) {
    row.hidden = !isWanted(row.dataset.search);
    count += Number(!row.hidden);
  }
  for (const body of document.querySelectorAll("#indicators tbody")) {
    body.hidden = !body.querySelector("tr[data-search]:not([hidden])");
    body.classList.toggle("searched", parts.length > 0);
  }
  document.getElementById("found").textContent = parts.length ? words.say("search_found", count, data.indicators.size) : "";
};

// "tin bao" finds "Tin báo": compared without diacritics, đ as d.
const foldText = (wanted) => wanted.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase().replace(/\s+/g, " ").trim();
