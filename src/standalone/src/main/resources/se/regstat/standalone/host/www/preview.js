"use strict";

const target = document.getElementById("map");
const info = document.getElementById("info");
const legends = document.querySelectorAll(".legend");
const style = document.getElementById("style");
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
  params: { LAYERS: layer, VERSION: "1.3.0", TRANSPARENT: true, STYLES: "" },
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
      layer: legend.dataset.layer, style: style ? style.value : "", scale, language,
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

function say(text) {
  const line = document.createElement("p");
  line.className = "quiet";
  line.textContent = text;
  info.replaceChildren(line);
}

function table(feature) {
  const rows = document.createElement("table");
  for (const [name, value] of Object.entries(feature.properties ?? {})) {
    if (value === null || value === "") continue;
    const row = rows.insertRow();
    const head = document.createElement("th");
    head.scope = "row";
    head.textContent = name;
    row.append(head);
    row.insertCell().textContent = typeof value === "number" && !Number.isInteger(value) ? value.toLocaleString(language, { maximumFractionDigits: 3 }) : value;
  }
  return rows;
}

map.on("singleclick", async (event) => {
  const url = source.getFeatureInfoUrl(event.coordinate, map.getView().getResolution(), projection, {
    INFO_FORMAT: "application/json", FEATURE_COUNT: 10,
  });
  try {
    const answer = await fetch(url, { headers: { "Accept-Language": language } });
    const { features } = await answer.json();
    if (features.length === 0) say(nothing);
    else info.replaceChildren(...features.map(table));
  } catch {
    say(failed);
  }
});
