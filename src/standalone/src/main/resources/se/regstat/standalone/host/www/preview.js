"use strict";

const target = document.getElementById("map");
const info = document.getElementById("info");
const legends = document.querySelectorAll(".legend");
const style = document.getElementById("style");
const year = document.getElementById("year");
const years = year ? year.dataset.years.split(" ") : [];
const time = () => (year ? { TIME: `${years[year.value]}-01-01` } : {});
const { layer, attribution, language, nothing, failed } = target.dataset;
const extent = JSON.parse(target.dataset.extent);

// One projection, so no transformation is needed; northing comes first in WMS 1.3.0.
const projection = new ol.proj.Projection({
  code: "EPSG:3006",
  units: "m",
  axisOrientation: "neu",
  getPointResolution: (resolution) => resolution,
});

const source = new ol.source.ImageWMS({
  url: "wms",
  params: { LAYERS: layer, VERSION: "1.3.0", TRANSPARENT: true, STYLES: "", ...time() },
  projection,
  ratio: 1.2,
  attributions: attribution ? document.createTextNode(attribution).textContent.replace(/[<&]/g, (c) => (c === "<" ? "&lt;" : "&amp;")) : [],
});

const map = new ol.Map({
  target,
  layers: [new ol.layer.Image({ source })],
  view: new ol.View({ projection, center: ol.extent.getCenter(extent), resolution: 100, minResolution: 0.25, showFullExtent: true }),
  controls: ol.control.defaults.defaults({ attributionOptions: { collapsible: false } }).extend([
    new ol.control.ScaleLine(),
    new ol.control.MousePosition({ coordinateFormat: (c) => `E ${c[0].toFixed(0)}  N ${c[1].toFixed(0)}`, placeholder: "" }),
  ]),
});
map.getView().fit(extent, { padding: [16, 16, 16, 16] });

// The scale of OGC's standard pixel: what is drawn here and now, not what would be at other scales.
function showLegends() {
  const scale = Math.round(map.getView().getResolution() / 0.00028);
  for (const legend of legends) {
    const query = new URLSearchParams({
      service: "WMS", version: "1.3.0", request: "GetLegendGraphic", format: "image/png", transparent: true,
      layer: legend.dataset.layer, style: style ? style.value : "", scale, language, ...time(),
    });
    legend.src = `wms?${query}`;
  }
}
for (const legend of legends) {
  legend.addEventListener("error", () => (legend.hidden = true));
  legend.addEventListener("load", () => (legend.hidden = false));
}
map.on("moveend", showLegends);

style?.addEventListener("change", () => {
  source.updateParams({ STYLES: style.value });
  showLegends();
});

year?.addEventListener("input", () => {
  document.getElementById("shown").textContent = years[year.value];
  year.setAttribute("aria-valuetext", years[year.value]);
  source.updateParams(time());
  showLegends();
  if (asked) ask(asked);
});

function say(text) {
  const line = document.createElement("p");
  line.className = "quiet";
  line.textContent = text;
  info.replaceChildren(line);
}

// The place last asked about: another year is told of it at once.
let asked = null;

// The card is what GeoServer would answer with, too; its style and articles are all that is taken over.
async function ask(coordinate) {
  const url = source.getFeatureInfoUrl(coordinate, map.getView().getResolution(), projection, {
    INFO_FORMAT: "text/html", FEATURE_COUNT: 10, LANGUAGE: language,
  });
  try {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(answer.statusText);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const cards = page.querySelectorAll("article");
    if (cards.length === 0) say(page.querySelector("body > p") ? nothing : failed);
    else info.replaceChildren(...page.querySelectorAll("style"), ...cards);
  } catch {
    say(failed);
  }
}
map.on("singleclick", (event) => {
  asked = event.coordinate;
  ask(asked);
});
