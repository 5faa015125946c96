"use strict";

const target = document.getElementById("map");
const info = document.getElementById("info");
const legends = document.querySelectorAll(".legend");
const style = document.getElementById("style");
const year = document.getElementById("year");
const years = year ? year.dataset.years.split(" ") : [];
const time = () => (year ? { TIME: `${years[year.value]}-01-01` } : {});
const { layer, attribution, language, nothing, failed, zoomIn, zoomOut } = target.dataset;
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
  // The map can have the focus, and zooms under the wheel without it all the same.
  interactions: ol.interaction.defaults.defaults({ mouseWheelZoom: false }).extend([
    new ol.interaction.MouseWheelZoom({ condition: ol.events.condition.always }),
  ]),
  controls: ol.control.defaults.defaults({
    attributionOptions: { collapsible: false },
    rotate: false,
    zoomOptions: { zoomInTipLabel: zoomIn, zoomOutTipLabel: zoomOut },
  }).extend([
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
  for (const legend of legends) legend.alt = `${legend.dataset.name}: ${style.selectedOptions[0].dataset.says}`;
  showLegends();
});

year?.addEventListener("input", () => {
  document.getElementById("shown").textContent = years[year.value];
  year.setAttribute("aria-valuetext", years[year.value]);
  source.updateParams(time());
  showLegends();
  areas = null;
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
    // On a narrow screen the card stands above the legend, wherever one had scrolled to; on a wide one it may begin too far down.
    const pane = info.parentElement;
    const top = info.offsetTop - pane.offsetTop;
    if (top < pane.scrollTop || top > pane.scrollTop + (2 * pane.clientHeight) / 3) pane.scrollTop = top;
  } catch {
    say(failed);
  }
}
map.on("singleclick", (event) => {
  asked = event.coordinate;
  ask(asked);
});
target.addEventListener("keydown", (event) => {
  // The buttons on the map have an Enter of their own.
  if (event.key !== "Enter" || event.target !== target) return;
  asked = map.getView().getCenter();
  ask(asked);
});

// The areas by name and code, for those who do not point; fetched when somebody goes there.
const area = document.getElementById("area");
let areas = null;

async function features(more) {
  const filters = [year ? `year=${years[year.value]}` : "", more.filter ?? ""].filter(Boolean);
  const query = new URLSearchParams({ ...more.query, ...(filters.length ? { cql_filter: filters.join(" AND ") } : {}) });
  const answer = await fetch(`${area.dataset.features}&${query}`);
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
}

async function list() {
  if (areas) return areas;
  const found = await features({ query: { propertyName: area.dataset.names } });
  areas = new Map();
  const options = found.features.map(({ properties: { code, area_name, name_origin, local_name } }) => {
    const name = local_name || area_name;
    // A name that is made of the code has it already.
    const label = name && name_origin !== "made" ? `${name} (${code})` : name || code;
    areas.set(label, code);
    areas.set(code, code);
    return new Option(label, label);
  });
  document.getElementById("areas").replaceChildren(...options);
  return areas;
}

area?.addEventListener("focus", () => list().catch(() => say(failed)));
area?.addEventListener("change", async () => {
  const wanted = area.value.trim();
  if (!wanted) return;
  try {
    const known = await list();
    const code = known.get(wanted) ?? [...known].find(([label]) => label.toLocaleLowerCase().startsWith(wanted.toLocaleLowerCase()))?.[1];
    if (!code) return say(area.dataset.none);
    const { features: found } = await features({ query: { srsName: "EPSG:3006" }, filter: `code='${code.replaceAll("'", "''")}'` });
    const geometry = new ol.format.GeoJSON().readGeometry(found[0].geometry);
    map.getView().fit(geometry.getExtent(), { padding: [60, 60, 60, 60], minResolution: 1 });
    const points = geometry.getType() === "MultiPolygon" ? geometry.getInteriorPoints().getCoordinates() : [geometry.getInteriorPoint().getCoordinates()];
    // The third number is how wide the area is there: its widest part is the safest place to ask.
    asked = points.sort((a, b) => b[2] - a[2])[0].slice(0, 2);
    await ask(asked);
    info.focus({ preventScroll: true });
  } catch {
    say(failed);
  }
});
