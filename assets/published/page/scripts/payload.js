// Unpacks what the page carries, and looks figures up. Knows nothing of the screen.
const unpack = async (text) => {
  const bytes = Uint8Array.from(atob(text.trim()), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
};

const readPayload = async () => {
  const facts = await unpack(document.getElementById("payload").textContent);
  const periods = facts.periods.map(([code, grain, label, year, first, last, isOver], place) => (
    { code, grain, label, year, first, last, isOver, place }));
  const byCode = new Map(periods.map((period) => [period.code, period]));
  const indicators = new Map(facts.indicators.map((indicator) => [indicator.code, indicator]));
  const figures = new Map();
  const present = new Set();
  for (const [code, units] of Object.entries(facts.figures)) {
    for (const [unit, rows] of Object.entries(units)) {
      for (const row of rows) {
        figures.set(`${code} ${unit} ${row[0]}`, readFigure(row, indicators.get(code)));
        present.add(`${unit} ${row[0]}`);
      }
    }
  }
  return {
    ...facts, facts, periods, byCode, indicators, figures, present,
    areas: Object.keys(facts.units).filter((unit) => facts.units[unit].kind === "area"),
    reports: facts.reports.map(([unit, form, place, state, days, due]) => (
      { unit, form, period: periods[place], state, days, due })),
    signals: indexRows(facts.signals, ([, , , sentence, meaning]) => ({ sentence, meaning })),
    progress: indexRows(facts.progress, ([, , , strip, sentence, open, needed, expected, reach]) => (
      { strip, sentence, open, needed, expected, reach })),
    rungs: new Map(facts.rungs.map(([code, unit, rung, sentence]) => [`${code} ${unit}`, { rung, sentence }])),
  };
};

const readFigure = (row, indicator) => {
  const [, numerator = null, denominator = null, marks = "", reason = "", owed = 0, reported = 0,
    verdict = "", target = null, scope = "", lacking = 0, missing = ""] = row;
  const whole = denominator === null ? 1 : denominator;
  const value = reason || numerator === null ? null : indicator.factor * numerator / whole;
  return { numerator, denominator, marks, reason, owed, reported, verdict, target, scope, lacking, missing, value };
};

const indexRows = (rows, read) => new Map(
  rows.map((row) => [`${row[0]} ${row[1]} ${row[2]}`, read(row)]));

const findFigure = (data, code, unit, period) => data.figures.get(`${code} ${unit} ${period.place}`) || null;

const isFirm = (figure) => Boolean(figure && figure.value !== null && !/[p?]/.test(figure.marks));

const findPeriod = (data, year, grain, first) => data.periods.find(
  (period) => period.year === year && period.grain === grain && period.first === first);

const findYearBefore = (data, period) => findPeriod(data, period.year - 1, period.grain, period.first);

const contains = (longer, period) => longer.year === period.year
  && longer.first <= period.first && period.last <= longer.last;

// The area that has figures of a period: the district, or what came after it.
const chooseArea = (data, period) => data.areas.find(
  (unit) => data.present.has(`${unit} ${period.place}`)) || data.areas[0];

const listUnitsOf = (data, code) => Object.keys(data.units).filter(
  (unit) => data.units[unit].kind !== "area" && (data.facts.figures[code] || {})[unit]);
