// The figures of the tables that the page brings with it: the whole years, and the quality.
const openStaticFigures = (data, words) => {
  for (const row of document.querySelectorAll("#five-years tbody tr")) {
    for (const cell of row.querySelectorAll("td[data-col]")) openYearFigure(data, words, data.indicators.get(row.dataset.chart), cell);
  }
  for (const cell of document.querySelectorAll(".quality [data-metric]")) {
    for (const place of cell.querySelectorAll("[data-y]")) openQualityFigure(data, words, cell, place);
  }
};

const openYearFigure = (data, words, indicator, cell) => {
  const [unit, code] = (cell.dataset.place || `${data.areas[0]} ${cell.dataset.col}`).split(" "), period = data.byCode.get(code);
  if (findFigure(data, indicator.code, unit, period)) wrapText(cell, (text) => makeIndicatorCell(data, words, { indicator, unit, period }, text));
};

const openQualityFigure = (data, words, cell, place) => {
  const { metric } = cell.dataset, { form } = cell.parentNode.dataset, year = place.dataset.y;
  const head = cell.closest("table").tHead.rows[0].cells[cell.cellIndex].textContent;
  const name = `${cell.parentNode.cells[0].textContent}, ${head}, ${year}`;
  const [threshold, formula] = data.metrics[metric];
  const [part, whole] = data.qualityCounts[`${form} ${metric} ${year}`] || [];
  wrapText(place, (text) => makeCellFigure(text, words.say("explain_label", name, text), () => makeBox(words, name, [
    [words.say("value"), text],
    [words.say("formula"), formula],
    ...(whole ? [[words.say("numerator"), words.number(part)], [words.say("denominator"), words.number(whole)]] : []),
    ...(threshold ? [[words.say("threshold"), words.percent(100 * threshold, 0)]] : []),
    ...(data.isOffice ? [[words.say("look_up_query"), make("code", {}, `FROM marts.quality_metrics WHERE unit = '${data.areas[0]}' AND form = '${form}' AND metric = '${metric}' AND year = ${year}`)]] : []),
  ])));
};
