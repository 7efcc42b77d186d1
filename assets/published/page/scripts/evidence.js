// The box below a figure: how it is explained. And the row of twelve marks of a target of 100 %.
const buildEvidence = (data, words, indicator, unit, period) => {
  const figure = findFigure(data, indicator.code, unit, period);
  const entries = [[words.say("formula"), indicator.formula]];
  if (figure && figure.numerator !== null) {
    if (figure.denominator !== null) entries.push([words.say("numerator"), words.number(figure.numerator)], [words.say("denominator"), words.number(figure.denominator)]);
    else entries.push([words.say("value"), words.number(figure.numerator)]);
  } else entries.push([words.say("value"), `${writeMark(figure)} ${writeReason(words, figure)}`]);
  if (figure && figure.owed) {
    entries.push([words.say("reports_used"), words.say("units_of", figure.reported, figure.owed)
      + (figure.missing ? `; ${words.say("lacks_reports", figure.lacking)}: ${nameReports(data, figure.missing)}` : "")]);
  }
  for (const [mark, why] of listCautions(words, figure, data.isOffice)) if (mark !== "[p]") entries.push([mark, why]);
  entries.push([words.say("how_to_look_up"), make("code", {}, data.isOffice
    ? `chiso explain ${indicator.code} ${unit} ${period.code}` : `${indicator.code} ${unit} ${period.code}`)]);
  return makeBox(words, words.say("indicator_of", indicator.code, words.period(period), words.unit(unit)), entries);
};

const makeBox = (words, name, entries) => make("div", { class: "box" }, make("b", {}, words.say("where_from")), ` ${name}`,
  make("dl", {}, entries.map(([term, description]) => [make("dt", {}, term), make("dd", {}, description)])));

// "2025-10 HP-DOSON" in the warehouse is a report of a unit: named as people name it.
const nameReports = (data, missing) => missing.split(", ").map((report) => {
  const [period, unit] = report.split(" ");
  const known = data.byCode.get(period);
  return known && data.units[unit] ? `${data.units[unit].name}, ${known.label.charAt(0).toLowerCase()}${known.label.slice(1)}` : report;
}).join("; ");

const STRIP_STATES = { "✔": "met", "✘": "not_met", "–": "not_decided" };
const buildStrip = (progress) => make("span", { class: "strip", "aria-hidden": "true" },
  [...progress.strip].map((mark) => drawMark(STRIP_STATES[mark], 16)));

const describeProgress = (words, figure, progress) => {
  if (figure && figure.marks.includes("?")) return "";
  if (progress.reach === "reached") return words.say("reached");
  if (progress.reach === "out_of_reach") return words.say("out_of_reach");
  if (progress.needed === null || !progress.open) return "";
  return progress.expected
    ? words.say("still_needed_of", words.number(progress.needed), words.number(progress.expected), progress.open)
    : words.say("still_needed", words.number(progress.needed), progress.open);
};
