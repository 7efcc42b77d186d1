// The first view: sentences that each lead to their proof, targets, and every indicator.
const PROOFS = ["goals-title", "table-title"];  // headings of this view that a sentence leads to

const renderOverview = (data, words, chosen) => {
  const { period, unit } = chosen;
  const verdicts = listVerdicts(data, words, unit, period);
  document.getElementById("overview-title").textContent = words.say("overview_of", words.period(period));
  fillSentence("sentence-targets", sayTargets(words, chosen, verdicts));
  fillSentence("sentence-wards", data.isOffice ? sayWards(data, words, chosen) : null);
  fillSentence("sentence-reports", sayReports(data, words, chosen));
  fillSentence("sentence-trust", sayTrust(data, words, chosen));
  renderGoals(data, words, chosen, verdicts);
  renderTable(data, words, chosen);
};

const fillSentence = (id, sentence) => {
  const item = document.getElementById(id);
  item.hidden = !sentence;
  if (sentence) item.querySelector(".text").replaceChildren(...sentence.flat(Infinity).filter(Boolean));
};

const link = (address, ...children) => make("a", { href: address }, ...children);

const sayTargets = (words, chosen, verdicts) => {
  const count = (state) => verdicts.filter((verdict) => verdict.state === state).length;
  const label = words.period(chosen.period);
  const prove = (part, sentence) => link(writeAddress({ ...chosen, view: "tong-quan", part }), sentence);
  if (!verdicts.length) return [prove("table-title", words.say("no_targets", label))];
  const open = count("not_decided") + count("not_due");
  const missed = verdicts.filter(({ state }) => state === "not_met");
  return [prove("goals-title", make("b", {}, words.say("targets_met", count("met"), verdicts.length, label))), " ",
    missed.length ? [words.say("targets_missed"), " ", listLinks(words, chosen, missed.map(({ indicator }) => indicator)), ". "] : null,
    open ? words.say("targets_open", open) : null];
};

const listLinks = (words, chosen, indicators) => indicators.flatMap((indicator, place) => [
  place ? ", " : "", make("a", { href: writeAddress({ ...chosen, view: "chi-so", code: indicator.code }), title: indicator.name }, indicator.code)]);

const sayWards = (data, words, chosen) => {
  const worse = [...data.signals].flatMap(([key, signal]) => {
    const [code, unit, place] = key.split(" ");
    const period = data.periods[place];
    return signal.meaning === "worse" && signal.sentence && data.units[unit].kind !== "area" && contains(chosen.period, period)
      ? [{ code, unit, period, signal }] : [];
  });
  const latest = new Map(worse.sort((one, other) => one.period.last - other.period.last).map((item) => [`${item.unit} ${item.code}`, item]));
  const shown = [...latest.values()].slice(-3);
  const address = writeAddress({ ...chosen, view: "cac-phuong" });
  if (!shown.length) return [link(address, words.say("no_ward_signals", words.period(chosen.period)))];
  return [link(address, words.say("ward_signals", latest.size)), " ", shown.flatMap(({ code, unit, period, signal }, place) => [
    place ? "; " : "", link(writeAddress({ ...chosen, view: "chi-so", code, unit, period }), `${words.unit(unit)}, ${code}`), ` (${signal.sentence})`]), "."];
};

const listOwed = (data, chosen) => data.reports.filter((report) => contains(chosen.period, report.period)
  && (data.units[chosen.unit].kind === "area" || report.unit === chosen.unit));

const sayReports = (data, words, chosen) => {
  const due = listOwed(data, chosen).filter(({ state }) => state !== "pending");
  const address = writeAddress({ ...chosen, view: "nop-bao-cao" });
  if (!due.length) return [link(address, words.say("no_reports_due", words.period(chosen.period)))];
  const count = (...states) => due.filter(({ state }) => states.includes(state)).length;
  const absent = due.filter(({ state }) => state === "missing" || state === "returned");
  return [link(address, words.say("reports_here", count("on_time", "late"), due.length, count("on_time"))), " ",
    absent.length ? [make("b", {}, words.say("reports_absent", absent.length)), " ", absent.slice(0, 3).map(
      (report) => `${words.unit(report.unit)}, ${words.period(report.period)}`).join("; "), absent.length > 3 ? "; …" : "."] : words.say("none_absent")];
};

const sayTrust = (data, words, chosen) => {
  const figures = [...data.indicators.keys()].map((code) => findFigure(data, code, chosen.unit, chosen.period)).filter((figure) => figure && figure.value !== null);
  const address = writeAddress({ ...chosen, view: "chat-luong" });
  if (!figures.length) return [link(address, words.say("trust_nothing", words.period(chosen.period)))];
  const lacking = figures.filter(({ marks }) => marks.includes("p")).length;
  const doubted = figures.filter(({ marks }) => marks.includes("?")).length;
  return [link(address, words.say("trust", figures.length - figures.filter(({ marks }) => /[p?]/.test(marks)).length, figures.length)),
    lacking ? ` ${words.say("trust_lacking", lacking)}` : "", doubted ? ` ${words.say("trust_doubted", doubted)}` : ""];
};

const renderGoals = (data, words, chosen, verdicts) => {
  document.getElementById("goals-title").textContent = words.say("against_targets", words.period(chosen.period));
  const groups = ["met", "not_met", "not_decided", "not_due"].flatMap((state) => {
    const group = verdicts.filter((verdict) => verdict.state === state);
    return group.length || state === "met" || state === "not_met" ? [[
      make("p", { class: "goal-group" }, drawMark(state), make("span", {}, make("b", {}, words.say(state)), `: ${words.say("of", group.length, verdicts.length)}`)),
      make("ul", { class: "goals" }, group.map((verdict) => buildGoal(data, words, chosen, verdict)))]] : [];
  });
  replace("goals", verdicts.length ? groups : [make("p", { class: "lead" }, words.say("no_targets", words.period(chosen.period)))]);
};

const buildGoal = (data, words, chosen, { indicator, figure, more }) => {
  const shown = writeFigure(words, indicator, figure);
  const explain = (button) => button.closest("li").appendChild(buildEvidence(data, words, indicator, chosen.unit, chosen.period));
  return make("li", { class: "goal" },
    make("a", { href: writeAddress({ ...chosen, view: "chi-so", code: indicator.code }) }, make("span", { class: "code" }, indicator.code), " ", indicator.name),
    make("span", { class: "goal-line" }, drawBullet(indicator, figure), make("b", {}, makeFigureButton(shown.main, words.say("explain_label", indicator.code, shown.main), explain)), make("small", {}, [shown.more, more].filter(Boolean).join("; "))));
};

const drawBullet = (indicator, figure) => {
  const whole = indicator.percent ? Math.max(100, figure.target) : Math.max(figure.value || 0, figure.target) * 1.2 || 1;
  const at = (value) => Math.max(0, Math.min(150, 150 * value / whole));
  const isOpen = figure.verdict === "not_decided" || figure.verdict === "not_due";
  return draw("svg", { class: "bullet", width: 154, height: 18, viewBox: "-1 0 154 18", "aria-hidden": "true" },
    draw("rect", { x: 0, y: 6, width: 150, height: 6, fill: RULE }),
    figure.value === null ? null : draw("rect", { x: 0.5, y: 5, width: at(figure.value), height: 8,
      ...(isOpen ? { fill: "#fff", stroke: INK, "stroke-dasharray": "3 2" } : { fill: BLUE }) }),
    draw("rect", { x: at(figure.target) - 1.5, y: 0, width: 3, height: 18, fill: INK }));
};
