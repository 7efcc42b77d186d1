// A figure in a table: its box opens as a row below; the arrow keys go from figure to figure.
const makeCellFigure = (text, label, buildBox) => {
  const button = makeFigureButton(text, label, (own) => openRow(own, buildBox()));
  button.classList.add("cell");
  button.tabIndex = -1;
  return button;
};

const openRow = (button, box) => {
  const row = button.closest("tr");
  const width = [...row.cells].reduce((sum, { colSpan }) => sum + colSpan, 0);
  const opened = make("tr", { class: "why" }, make("td", { colspan: width }, box));
  row.after(opened);
  return opened;
};

// A figure of an indicator in a cell; an empty place has no figure to ask about.
const makeIndicatorCell = (data, words, { indicator, unit, period }, text) => makeCellFigure(text,
  words.say("explain_label", words.say("indicator_of", indicator.code, words.period(period), words.unit(unit)), text.textContent || text),
  () => buildEvidence(data, words, indicator, unit, period));

// The figures that the page brings with it: a text in a cell becomes a button.
const wrapText = (place, makeButton) => {
  const text = [...place.childNodes].find((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  if (text) text.replaceWith(makeButton(text.data.trim()), text.data.match(/\s*$/)[0]);
};

// Of the figures of a table one is a stop of the Tab key; from there the arrow keys lead on.
const setTabStop = (table) => {
  const cells = [...table.querySelectorAll(".cell")];
  const first = cells.find((cell) => !cell.closest("[hidden]"));
  for (const cell of cells) cell.tabIndex = cell === first ? 0 : -1;
};
document.addEventListener("focusin", ({ target }) => {
  if (!target.classList.contains("cell")) return;
  for (const cell of target.closest("table").querySelectorAll(".cell[tabindex='0']")) cell.tabIndex = -1;
  target.tabIndex = 0;
});

const ARROWS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
const findNeighbour = (figure, [down, right]) => {
  const cell = figure.closest("td"), { rows } = figure.closest("table");
  let row = cell.parentNode.rowIndex + down, column = cell.cellIndex + right;
  while (rows[row] && (down || rows[row].cells[column])) {
    const places = rows[row].cells[column] ? [...rows[row].cells[column].querySelectorAll(".figure")] : [];
    const next = places.find((place) => place.getClientRects().length);
    if (next) return next;
    row += down;
    column += right;
  }
  return null;
};
document.addEventListener("keydown", (event) => {
  const figure = event.key in ARROWS && event.target.closest("td .figure");
  const next = figure && findNeighbour(figure, ARROWS[event.key]);
  if (!next) return;
  event.preventDefault();
  next.focus();
});
