<!doctype html>
<html lang="${swedish?then("sv", "en")}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="map/main.css">
<script type="module" src="map/main.js"></script>
</head>
<body>
<div id="app" data-language="${swedish?then("sv", "en")}">
<noscript>
<h1>${title}</h1>
<p><a href="?language=${swedish?then("en", "sv")}" lang="${swedish?then("en", "sv")}" hreflang="${swedish?then("en", "sv")}">${swedish?then("English", "Svenska")}</a></p>
<#if picture?has_content>
<figure>
<img src="${picture.address}" width="${picture.width}" height="${picture.height}" alt="${swedish?then("Karta", "Map")}: ${picture.title}">
<figcaption>${picture.title}</figcaption>
</figure>
<table>
<caption>${swedish?then("Indikatorer", "Indicators")}</caption>
<thead><tr><th scope="col">${swedish?then("Indikator", "Indicator")}</th><th scope="col">${swedish?then("Enhet", "Unit")}</th><th scope="col">${swedish?then("År", "Years")}</th><th scope="col">${swedish?then("Hämta", "Download")}</th></tr></thead>
<tbody>
<#list datasets as dataset>
<tr><th scope="row">${dataset.title}</th><td>${dataset.unit}</td><td>${dataset.years}</td><td><#list dataset.layers as layer>${layer.title} <a href="${layer.csv}">CSV</a> <a href="${layer.table}">JSON-stat</a>; </#list><a href="${dataset.geopackage}">GeoPackage</a></td></tr>
</#list>
</tbody>
</table>
<#else>
<p>${swedish?then("Här finns ännu inga indikatorer som du får se.", "There are no indicators here yet that you may see.")}</p>
</#if>
</noscript>
</div>
</body>
</html>
