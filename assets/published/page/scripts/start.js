// Puts the page to work: reads the address, shows the view, follows every choice.
const VIEWS_OF_FIGURES = ["tong-quan", "chi-so", "cac-phuong"];
const showView = (data, words, chosen) => {
  document.documentElement.classList.add("live");
  for (const section of document.querySelectorAll("main > section")) section.hidden = section.id !== chosen.view;
  for (const tab of document.querySelectorAll("#tabs a")) {
    const view = tab.dataset.view;
    tab.setAttribute("href", writeAddress({ ...chosen, view, part: "" }));
    if (view === chosen.view) tab.setAttribute("aria-current", "page"); else tab.removeAttribute("aria-current");
  }
  for (const element of document.querySelectorAll("[data-y]")) element.hidden = element.dataset.y !== String(chosen.period.year);
  if (chosen.view === "tong-quan") renderOverview(data, words, chosen);
  if (chosen.view === "chi-so") renderIndicator(data, words, chosen);
  if (chosen.view === "cac-phuong") renderPanels(data, words, chosen);
  if (chosen.view === "nop-bao-cao") renderReporting(data, words, chosen);
  if (chosen.view === "bieu") renderTables(data, words, chosen);
  if (chosen.view === "chat-luong") renderQuality(data, words, chosen);
  for (const table of document.querySelectorAll("main table")) setTabStop(table);
};

const startPage = async () => {
  const data = await readPayload(), words = makeWords(data);
  const fallback = { code: data.indicators.keys().next().value, period: data.byCode.get(data.startsWith) };
  let chosen = null;
  openStaticFigures(data, words);
  const note = document.getElementById("note");
  const show = ({ isFirst = false } = {}) => {
    removeBox();
    chosen = readAddress(data, location.hash, chosen || fallback);
    const isEmpty = VIEWS_OF_FIGURES.includes(chosen.view) && !data.present.has(`${chosen.unit} ${chosen.period.place}`);
    note.textContent = chosen.isLost ? words.say("lost") : isEmpty ? words.say("no_figures_here", words.unit(chosen.unit), words.period(chosen.period)) : "";
    note.hidden = !note.textContent;
    showView(data, words, chosen);
    fillPickers(data, words, chosen, go);
    if (chosen.view === "tong-quan") searchIndicators(data, words, document.getElementById("search").value);
    const heading = document.querySelector(`#${chosen.view} h1`);
    document.title = `${heading.innerText} – ${data.programme}`;
    const proof = chosen.view === "tong-quan" && PROOFS.includes(chosen.part) && document.getElementById(chosen.part);
    if (proof) { proof.scrollIntoView(); proof.focus({ preventScroll: true }); }
    if (isFirst || proof) return;
    scrollTo(0, 0);
    // Who is picking goes on picking.
    if (!document.getElementById("pick").contains(document.activeElement)) heading.focus({ preventScroll: true });
  };
  const go = (wanted) => { location.hash = writeAddress(wanted); };
  window.addEventListener("hashchange", () => show());
  let width = innerWidth;
  window.addEventListener("resize", () => { if (innerWidth !== width) { width = innerWidth; showView(data, words, chosen); } });
  document.getElementById("search").addEventListener("input", (event) => {
    if (chosen.view === "tong-quan") searchIndicators(data, words, event.target.value);
    else go({ ...chosen, view: "tong-quan" });
  });
  const fold = document.getElementById("picked");
  fold.addEventListener("click", () => fold.setAttribute("aria-expanded", String(document.getElementById("pick").classList.toggle("open"))));
  for (const details of document.querySelectorAll("details[data-folds]")) details.open = false;
  show({ isFirst: true });
};

startPage();
