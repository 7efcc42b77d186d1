// Words and numbers: every phrase comes from the page's dictionary, numbers as the reader writes them.
const MINUS = "\u2212", NO_BREAK = "\u00a0";

const makeWords = (data) => {
  const isVietnamese = data.lang === "vi";
  const say = (key, ...values) => {
    if (!(key in data.phrases)) throw new Error(`no phrase ${key}`);
    return values.reduce((text, value, place) => text.replaceAll(`{${place}}`, value), data.phrases[key]);
  };
  const number = (value, decimals = 0) => {
    const rounded = Number(Math.abs(value).toFixed(decimals));
    const text = rounded.toLocaleString(isVietnamese ? "de-DE" : "en-GB", {
      minimumFractionDigits: decimals, maximumFractionDigits: decimals, useGrouping: "always" });
    return value < 0 && rounded !== 0 ? MINUS + text : text;
  };
  const percent = (value, decimals = 1) => number(value, decimals) + (isVietnamese ? `${NO_BREAK}%` : "%");
  const countDecimals = (indicator, value) => Number(Boolean(indicator.divides) && Math.abs(value) < 1000);
  const value = (indicator, amount) => (indicator.percent
    ? percent(amount) : number(amount, countDecimals(indicator, amount)));
  const plain = (indicator, amount) => (indicator.percent ? number(amount, 1) : value(indicator, amount));
  const target = (indicator, amount) => {
    const decimals = Number(amount !== Math.round(amount));
    return say(indicator.direction === "lower" ? "at_most" : "at_least",
      indicator.percent ? percent(amount, decimals) : number(amount, decimals));
  };
  const parts = (indicator, { numerator, denominator }) => {
    if (denominator === null) return "";
    return indicator.kindCode === "change" ? say("against", number(denominator + numerator), number(denominator))
      : say("of", number(numerator), number(denominator));
  };
  const period = (chosen) => (isVietnamese
    ? chosen.label.charAt(0).toLowerCase() + chosen.label.slice(1) : chosen.label);
  const day = (iso) => iso.split("-").reverse().join("/");
  const unit = (code) => (data.units[code] ? data.units[code].name : code);
  return { say, number, percent, value, plain, target, parts, period, day, unit };
};

// A percentage of few is read as a of b; the percentage stands second, or not at all.
const LEAST_PERCENT_BASE = 10;
const isCountedOut = (indicator, figure) => Boolean(
  indicator.percent && figure.denominator !== null && figure.denominator < LEAST_PERCENT_BASE);

const writeFigure = (words, indicator, figure) => {
  if (!figure || figure.value === null) return { main: writeMark(figure), more: writeReason(words, figure) };
  if (isCountedOut(indicator, figure)) {
    return { main: words.parts(indicator, figure), more: words.value(indicator, figure.value) };
  }
  return { main: words.value(indicator, figure.value), more: words.parts(indicator, figure) };
};

const MARKS = { not_reported: "[x]", suppressed: "[c]", coarser: "[c]", not_yet_due: "–", no_row: "–" };
const writeMark = (figure) => MARKS[figure ? figure.reason : "no_row"] || "[z]";
const writeReason = (words, figure) => words.say(`why_${figure ? figure.reason || "no_row" : "no_row"}`);

const writeSentence = (text) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

const listCautions = (words, figure, isOffice) => {
  if (!figure || figure.value === null) return [];
  const cautions = [];
  if (figure.marks.includes("p")) {
    cautions.push(["[p]", figure.lacking ? words.say("lacks_reports", figure.lacking) : words.say("incomplete")]);
  }
  if (figure.marks.includes("?")) cautions.push(["[?]", words.say("doubted")]);
  if (figure.marks.includes("c") && isOffice) cautions.push(["[c]", words.say("office_only")]);
  return cautions;
};
