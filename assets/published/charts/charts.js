// Draws a chart when it comes near, and saves it as a picture or as a figure. Sends nothing.
(() => {
  "use strict";
  const NARROW = 480;
  const PICTURE = { format: "png", width: 1100, scale: 2 };
  const main = document.querySelector("main");
  const plots = Array.from(document.querySelectorAll(".plot"));
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const { lang, titleHeight } = main.dataset;
  const config = {
    displaylogo: false,
    showSendToCloud: false,
    plotlyServerURL: "",
    responsive: true,
    locale: lang,
    locales: { [lang]: { dictionary: read("button-texts"), format: {} } },
    modeBarButtonsToRemove: ["toImage", "select2d", "lasso2d"],
  };

  // The heading above the chart has its title already.
  const draw = (plot) => {
    if (plot.dataset.drawn) return;
    plot.dataset.drawn = "yes";
    const { data, layout } = read("figure-" + plot.dataset.code);
    delete layout.title;
    layout.height -= titleHeight;
    layout.margin.t -= titleHeight;
    if (plot.clientWidth < NARROW) {
      Object.assign(layout.margin, { l: 54, r: 74 });
      layout.font.size = 12;
    }
    Plotly.newPlot(plot, data, layout, config);
  };

  const near = new IntersectionObserver(
    (entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) => {
      near.unobserve(entry.target);
      draw(entry.target);
    }),
    { rootMargin: "400px 0px" },
  );
  plots.forEach((plot) => near.observe(plot));
  window.addEventListener("beforeprint", () => plots.forEach(draw));

  const save = (name, blob) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };
  main.addEventListener("click", ({ target }) => {
    const { picture, figure } = target.dataset;
    if (picture) {
      const { data, layout } = read("figure-" + picture);
      Plotly.downloadImage({ data, layout }, { ...PICTURE, height: layout.height, filename: picture });
    }
    if (figure) save(figure + ".json", new Blob([JSON.stringify(read("figure-" + figure))], { type: "application/json" }));
  });
})();
