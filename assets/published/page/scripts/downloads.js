// Hands out what is shown, as CSV and as a picture: made here, from the page itself; asks nobody.
const saveBlob = (blob, name) => {
  const address = URL.createObjectURL(blob);
  const anchor = make("a", { href: address, download: name });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
};

// A text that a spreadsheet would take for a formula gets an apostrophe before it.
const quoteCell = (value) => {
  const text = value === null || value === undefined ? "" : String(value);
  const safe = typeof value !== "number" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n]/.test(safe) ? `"${safe.replaceAll("\"", "\"\"")}"` : safe;
};

const buildCsv = (data, words, chosen, indicator) => {
  const grain = chooseGrain(data, indicator.code, chosen.unit, chosen.period.grain, false);
  const units = [chosen.unit, ...listUnitsOf(data, indicator.code)].filter((unit, place, all) => all.indexOf(unit) === place);
  const heads = ["indicator", "unit", "unit_name", "period", "value", "numerator", "denominator", "target", "marks", "reason", "units_reported", "units_owed"];
  const rows = units.flatMap((unit) => buildSeries(data, indicator.code, unit, grain).map(({ period, unit: place, figure }) => [
    indicator.code, place, words.unit(place), period.code, figure.value, figure.numerator, figure.denominator, figure.target, figure.marks, figure.reason, figure.reported, figure.owed]));
  return [heads, ...rows].map((row) => row.map(quoteCell).join(",")).join("\r\n");
};

const savePicture = (words, chosen, indicator, title) => {
  const chart = document.querySelector("#chart svg.trend");
  const width = Number(chart.getAttribute("width")), height = Number(chart.getAttribute("height")), head = 64, foot = 30;
  const picture = draw("svg", { xmlns: SVG, width, height: height + head + foot, "font-family": FONT },
    draw("rect", { width, height: height + head + foot, fill: "#fff" }),
    draw("text", { x: 8, y: 26, "font-size": 20, "font-weight": 700, fill: INK }, title),
    draw("text", { x: 8, y: 48, "font-size": 14, fill: QUIET }, `${indicator.code} ${indicator.name}, ${words.period(chosen.period)}, ${words.unit(chosen.unit)}`),
    draw("g", { transform: `translate(0 ${head})` }, chart.cloneNode(true)),
    draw("text", { x: 8, y: height + head + 18, "font-size": 12, fill: QUIET }, document.querySelector("#chart .source").textContent));
  const image = new Image();
  image.onload = () => {
    const canvas = make("canvas", { width: 2 * width, height: 2 * (height + head + foot) });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => saveBlob(blob, `${indicator.code}_${chosen.period.code}_${chosen.unit}.png`), "image/png");
  };
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(picture))}`;
};

const buildDownloads = (data, words, chosen, indicator, hasChart) => make("p", { class: "downloads" },
  make("button", { type: "button", id: "save-csv", onclick: () => saveBlob(new Blob(["\ufeff", buildCsv(data, words, chosen, indicator)], { type: "text/csv;charset=utf-8" }),
    `${indicator.code}_${chosen.unit}.csv`) }, words.say("save_csv")),
  hasChart ? make("button", { type: "button", id: "save-picture",
    onclick: () => savePicture(words, chosen, indicator, document.querySelector("#chi-so h1").textContent) }, words.say("save_picture")) : null);
