// A series of an indicator for a unit: points in time order, the area's own before and after a break.
const DRAWN_GRAINS = ["month", "quarter", "half_year", "year"];

const buildSeries = (data, code, unit, grain) => {
  const isArea = data.units[unit].kind === "area";
  return data.periods.filter((period) => period.grain === grain).flatMap((period) => {
    const place = isArea ? chooseAreaOf(data, code, period) : unit;
    const figure = place && findFigure(data, code, place, period);
    return figure ? [{ period, unit: place, figure, isAfter: isAfterBreak(data, place),
      signal: data.signals.get(`${code} ${place} ${period.place}`) || null }] : [];
  });
};

const chooseAreaOf = (data, code, period) => data.areas.find((unit) => findFigure(data, code, unit, period));

const isAfterBreak = (data, unit) => Boolean(data.breaksOn && data.units[unit].from >= data.breaksOn);

const countValues = (series) => series.filter(({ figure }) => figure.value !== null).length;

// The chosen length where a line of it says something; of a year the shortest that says more than chance.
const chooseGrain = (data, code, unit, wanted, isNarrow) => {
  const able = DRAWN_GRAINS.filter((grain) => countValues(buildSeries(data, code, unit, grain)));
  const { rung } = data.rungs.get(`${code} ${unit}`) || {};
  const least = rung === "yearly" ? "year" : rung === "quarterly" || isNarrow ? "quarter" : "month";
  const isAsked = wanted !== "year" && able.includes(wanted) && !(isNarrow && wanted === "month");
  return isAsked ? wanted : able.find((grain) => DRAWN_GRAINS.indexOf(grain) >= DRAWN_GRAINS.indexOf(least)) || able[0]
    || DRAWN_GRAINS.find((grain) => buildSeries(data, code, unit, grain).length) || data.indicators.get(code).grain;
};

// A line crosses no gap, no break, and no new year of a total since January.
const splitRuns = (series, isCumulative) => {
  const runs = [];
  let last = null;
  for (const point of series) {
    if (point.figure.value === null) { last = null; continue; }
    const goesOn = last && last.isAfter === point.isAfter && !(isCumulative && last.period.year !== point.period.year);
    if (goesOn) runs.at(-1).push(point); else runs.push([point]);
    last = point;
  }
  return runs;
};

const chooseTop = (indicator, lists) => {
  const heights = lists.flat().flatMap(({ figure }) => [figure.value, figure.target]).filter((height) => height !== null);
  const top = Math.max(...heights, 0), low = Math.min(...heights, 0);
  if (indicator.percent && low === 0 && top > 45 && top <= 100) return { low: 0, top: 100, step: 25 };
  const rough = ((top - low) || 1) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((times) => times * power).find((size) => size >= rough);
  return { low: Math.floor(low / step) * step, top: Math.max(Math.ceil(top * 1.02 / step), 1) * step, step };
};
