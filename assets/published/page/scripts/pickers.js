// The pickers of period and area, and what they offer.
const fillPickers = (data, words, chosen, go) => {
  const grain = document.getElementById("pick-grain"), period = document.getElementById("pick-period"), area = document.getElementById("pick-area");
  grain.replaceChildren(...GRAINS.map((one) => make("option", { value: one, selected: one === chosen.period.grain }, words.say(`grain_${one}`))));
  period.replaceChildren(...data.periods.filter((one) => one.grain === chosen.period.grain && one.isOver).map(
    (one) => make("option", { value: one.code, selected: one === chosen.period }, one.label)));
  const kinds = new Map();
  for (const [unit, { kind }] of Object.entries(data.units)) {
    if (data.present.has(`${unit} ${chosen.period.place}`) || unit === chosen.unit) kinds.set(kind === "area" ? kind : "unit", [...(kinds.get(kind === "area" ? kind : "unit") || []), unit]);
  }
  area.replaceChildren(...[...kinds].map(([kind, units]) => make("optgroup", { label: words.say(`pick_${kind}`) },
    units.map((unit) => make("option", { value: unit, selected: unit === chosen.unit }, words.unit(unit))))));
  grain.onchange = () => go(settleArea(data, { ...chosen, period: choosePeriod(data, chosen.period, grain.value) }));
  period.onchange = () => go(settleArea(data, { ...chosen, period: data.byCode.get(period.value) }));
  area.onchange = () => go({ ...chosen, unit: area.value });
  document.getElementById("picked").textContent = `${chosen.period.label} · ${words.unit(chosen.unit)} ▾`;
};

// Of another length the period that ends when the chosen one does, else the last of that year.
const choosePeriod = (data, period, grain) => {
  const over = data.periods.filter((one) => one.grain === grain && one.year === period.year && one.isOver);
  return over.find((one) => one.last === period.last) || over.filter((one) => one.last <= period.last).at(-1) || over.at(-1) || period;
};
