// A figure beside the same period a year earlier, its target, and the finding that heads its view.
const compareWithYearBefore = (data, words, indicator, unit, period) => {
  const now = findFigure(data, indicator.code, unit, period);
  const before = findYearBefore(data, period);
  if (!now || now.value === null) return { state: "none", short: "", long: writeSentence(writeReason(words, now)) };
  if (!before) return { state: "none", short: "", long: words.say("first_year") };
  if (indicator.kindCode === "change") return describeStatedChange(words, indicator, now, words.period(before));
  const past = findFigure(data, indicator.code, unit, before);
  const label = words.period(before);
  const refuse = (why) => ({
    state: "refused", short: words.say("not_comparable"), reason: why,
    long: words.say("not_comparable_because", label, why) });
  if (!past && data.units[unit].from.slice(0, 4) >= String(period.year)) {
    return refuse(words.say("because_break", words.day(data.units[unit].from)));
  }
  if (!past || past.value === null) return refuse(words.say("because_no_past", label));
  if (now.marks.includes("p")) return refuse(words.say("because_lacking"));
  if (past.marks.includes("p")) return refuse(words.say("because_past_lacking", label));
  if (/\?/.test(now.marks + past.marks)) return refuse(words.say("because_doubted"));
  return describeDifference(words, indicator, now, past, label);
};

const writeFraction = (words, { numerator, denominator }) => `${words.number(numerator)}/${words.number(denominator)}`;
const sayMove = (words, direction, from, to) => words.say(direction === "up" ? "up_from" : "down_from", from, to);

// An indicator that is a change is not compared again: its own two numbers are said.
const describeStatedChange = (words, indicator, now, label) => {
  const [is, was] = [now.denominator + now.numerator, now.denominator].map((count) => words.number(count));
  const pair = words.value(indicator, now.value);
  if (now.numerator === 0) return { state: "same", short: words.say("same"), pair, long: words.say("same_as", label, is), title: words.say("same_as", label, is) };
  const state = now.numerator > 0 ? "up" : "down", moved = sayMove(words, state, was, is);
  return { state, pair, short: moved, title: moved, long: words.say("compared", moved, label, pair) };
};

const describeDifference = (words, indicator, now, past, label) => {
  const change = now.value - past.value;
  const size = indicator.percent ? words.number(Math.abs(change), 1) : words.value(indicator, Math.abs(change));
  const values = [words.value(indicator, now.value), words.value(indicator, past.value)];
  const pair = words.say("against", ...values);
  const isZero = Number(size.replace(/[.,]/g, "")) === 0;
  if (isZero) {
    const key = change === 0 ? "same" : "nearly_same";
    return { state: "same", short: words.say(key), pair, long: words.say(`${key}_as`, label, values[0]),
      title: words.say(`${key}_as`, label, values[0]) };
  }
  const direction = change > 0 ? "up" : "down";
  if (isShareOfFew(indicator, now, past)) {
    const moved = sayMove(words, direction, writeFraction(words, past), writeFraction(words, now));
    return { state: direction, pair, short: moved, title: moved, long: words.say("compared", moved, label, pair) };
  }
  const amount = indicator.percent ? words.say("points", size) : size;
  const share = !indicator.divides && past.value >= LEAST_PERCENT_BASE
    ? words.say("by_share", words.percent(100 * Math.abs(change) / past.value)) : "";
  return {
    state: direction, pair, short: words.say(direction, amount) + share,
    title: words.say("finding", words.say(direction, amount), label),
    long: words.say("compared", words.say(direction, indicator.percent
      ? words.say("percentage_points", size) : size) + share, label, pair) };
};

// Points between shares of six wards mean nothing: the numbers are said instead.
const isShareOfFew = (indicator, ...figures) => figures.some((figure) => isCountedOut(indicator, figure));

// What the target says of a figure: the verdict is the warehouse's, never worked out here.
const describeVerdict = (data, words, indicator, figure) => {
  if (!figure || figure.target === null) return { state: "none", short: "–", more: "", long: words.say("no_target") };
  const target = words.target(indicator, figure.target);
  if (figure.scope) {
    const scope = figure.scope === "*" ? words.say("nation") : figure.scope;
    const isAbove = figure.value !== null
      && (indicator.direction === "lower" ? figure.value <= figure.target : figure.value >= figure.target);
    const key = figure.value === null ? "scope_target" : isAbove ? "above_scope" : "below_scope";
    return { state: "scope", short: words.say(`${key}_short`), more: words.say("scope_of", scope, target), long: words.say(key, scope, target) };
  }
  const gap = figure.value === null ? 0 : Math.abs(figure.target - figure.value);
  const lacking = indicator.percent ? words.say("points", words.number(gap, 1)) : words.value(indicator, gap);
  const isDoubted = figure.verdict === "not_decided" && figure.marks.includes("?");
  const more = isDoubted ? `${target}; ${words.say("doubted_short")}` : figure.verdict === "not_met" && gap > 0 ? words.say("short_by", target, lacking)
    : figure.verdict === "not_decided" && figure.owed > figure.reported
      ? words.say("lacking_units", target, figure.owed - figure.reported, figure.owed) : target;
  const state = figure.verdict || "not_decided";
  return { state, short: words.say(state), more, long: words.say("verdict_is", words.say(state), more) };
};

const listVerdicts = (data, words, unit, period) => [...data.indicators.values()].flatMap((indicator) => {
  const figure = findFigure(data, indicator.code, unit, period);
  return figure && figure.target !== null && !figure.scope
    ? [{ indicator, figure, ...describeVerdict(data, words, indicator, figure) }] : [];
});
