// Builds elements. Texts are always text: nothing of the data is ever read as markup.
const SVG = "http://www.w3.org/2000/svg";

const fill = (element, attributes, children) => {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
};

const make = (tag, attributes = {}, ...children) => fill(document.createElement(tag), attributes, children);
const draw = (tag, attributes = {}, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);
const replace = (id, ...children) => {
  const place = document.getElementById(id);
  place.replaceChildren(...children.flat(Infinity).filter(Boolean));
  return place;
};

const SHAPES = {
  met: () => [draw("circle", { cx: 8, cy: 8, r: 7.5, fill: "#28A197" }),
    draw("path", { d: "M4.3 8.3l2.6 2.6 4.8-5.4", fill: "none", stroke: "#fff", "stroke-width": 2 })],
  not_met: () => [draw("circle", { cx: 8, cy: 8, r: 7.5, fill: "#801650" }),
    draw("path", { d: "M5 5l6 6M11 5l-6 6", stroke: "#fff", "stroke-width": 2 })],
  not_decided: () => [draw("circle", {
    cx: 8, cy: 8, r: 6.7, fill: "#fff", stroke: "#1A1A1A", "stroke-width": 1.6, "stroke-dasharray": "2.6 1.8" })],
  not_due: () => [draw("circle", { cx: 8, cy: 8, r: 3, fill: "#4A4F55" })],
  scope: () => [draw("path", { d: "M2 8h12", stroke: "#8A9097", "stroke-width": 1.5 })],
  changed: () => [draw("path", {
    d: "M2 5.5h11M10 2.5l3 3-3 3M14 10.5H3M6 7.5l-3 3 3 3", fill: "none", stroke: "#4A4F55", "stroke-width": 1.5 })],
  attention: () => [draw("path", { d: "M8 1.5L15 14H1z", fill: "none", stroke: "#1A1A1A", "stroke-width": 1.5 }),
    draw("path", { d: "M8 6v4M8 11.5v1.4", stroke: "#1A1A1A", "stroke-width": 1.5 })],
  wards: () => [draw("path", { d: "M1.5 1.5h5.5v5.5h-5.5zM9 1.5h5.5v5.5H9zM1.5 9h5.5v5.5h-5.5zM9 9h5.5v5.5H9z",
    fill: "none", stroke: "#12436D", "stroke-width": 1.5 })],
  reports: () => [draw("path", { d: "M3 1.5h10v13H3zM5.5 5h5M5.5 8h5M5.5 11h3", fill: "none", stroke: "#12436D", "stroke-width": 1.5 })],
  trust: () => [draw("circle", { cx: 8, cy: 8, r: 6.7, fill: "none", stroke: "#1A1A1A", "stroke-width": 1.5 }),
    draw("path", { d: "M8 4v5M8 10.6v1.6", stroke: "#1A1A1A", "stroke-width": 1.7 })],
};
const drawMark = (state, size = 16) => (SHAPES[state]
  ? draw("svg", { class: "mark", width: size, height: size, viewBox: "0 0 16 16", "aria-hidden": "true" }, SHAPES[state]())
  : null);

// A figure is a button: its box of evidence opens below, one at a time; Esc closes.
let openBox = null;
const removeBox = () => {
  if (!openBox) return;
  openBox.button.setAttribute("aria-expanded", "false");
  openBox.box.remove();
  openBox = null;
};
const closeBox = () => {
  const button = openBox && openBox.button;
  removeBox();
  if (button) button.focus();
};
const makeFigureButton = (text, label, openAt) => {
  const button = make("button", { type: "button", class: "figure", "aria-expanded": "false", "aria-label": label }, text);
  button.addEventListener("click", () => {
    const isOwn = openBox && openBox.button === button;
    removeBox();
    if (isOwn) return;
    openBox = { button, box: openAt(button) };
    button.setAttribute("aria-expanded", "true");
  });
  return button;
};
document.addEventListener("keydown", (event) => { if (event.key === "Escape") closeBox(); });
