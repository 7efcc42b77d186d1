// Draws charts when they come into view, chooses the year, finds an indicator. Sends nothing.
(() => {
  "use strict";
  const NARROW = 480;
  const PRINTED = { width: 500, height: 212 };  // four charts to a landscape A4
  const all = (selector) => Array.from(document.querySelectorAll(selector));

  const draw = (plot) => {
    if (plot.dataset.drawn) return;
    plot.dataset.drawn = "yes";
    const figure = JSON.parse(document.getElementById("figure-" + plot.dataset.figure).textContent);
    if (plot.clientWidth < NARROW) {
      Object.assign(figure.layout.margin, { l: 54, r: 74 });
      figure.layout.font.size = 12;
    }
    Plotly.newPlot(plot, figure.data, figure.layout, { displayModeBar: false, responsive: true });
  };

  const plots = all(".plot");
  if ("IntersectionObserver" in window) {
    const seen = new IntersectionObserver(
      (entries) => entries.filter((e) => e.isIntersecting).forEach((e) => {
        seen.unobserve(e.target);
        draw(e.target);
      }),
      { rootMargin: "400px 0px" },
    );
    plots.forEach((plot) => seen.observe(plot));
  } else {
    plots.forEach(draw);
  }

  window.addEventListener("beforeprint", () => plots.forEach((plot) => {
    draw(plot);
    Plotly.relayout(plot, PRINTED);
  }));
  window.addEventListener("afterprint", () => plots.forEach((plot) => {
    Plotly.relayout(plot, { width: null, height: parseFloat(plot.style.height), autosize: true });
  }));

  all("[data-year]").forEach((button) => button.addEventListener("click", () => {
    const year = button.dataset.year;
    all("[data-year]").forEach((b) => b.setAttribute("aria-pressed", String(b === button)));
    all("[data-y]").forEach((e) => { e.hidden = e.dataset.y !== year; });
    all("[data-col]").forEach((e) => e.classList.toggle("chosen", e.dataset.col === year));
  }));

  // The latest months first where not all fit.
  const grid = document.getElementById("grid");
  if (grid) grid.scrollLeft = grid.scrollWidth;

  // "tin bao" finds "Tin báo": compared without diacritics, đ as d.
  const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "")
    .replace(/[đĐ]/g, "d").toLowerCase().replace(/\s+/g, " ").trim();
  const rows = all("#indicators tbody tr");
  const found = document.getElementById("found");
  document.getElementById("search").addEventListener("input", (event) => {
    const wanted = fold(event.target.value).split(" ");
    rows.forEach((row) => { row.hidden = !wanted.every((word) => row.dataset.search.includes(word)); });
    const count = rows.filter((row) => !row.hidden).length;
    found.textContent = event.target.value ? found.dataset.say.replace("#", count) : "";
  });

  rows.forEach((row) => row.addEventListener("click", (event) => {
    if (event.target.closest("a") || String(window.getSelection())) return;
    document.getElementById(row.dataset.chart).scrollIntoView({ behavior: "smooth" });
  }));
})();
