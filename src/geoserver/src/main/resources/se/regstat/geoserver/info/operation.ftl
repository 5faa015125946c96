<!doctype html>
<html lang="${swedish?then("sv", "en")}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:60em;margin:2em auto;padding:0 1em}td,th{text-align:left;vertical-align:top;padding:.3em 1em .3em 0}td:first-child{white-space:nowrap}pre{white-space:pre-wrap}</style></head>
<body>
<h1>${title}</h1>
<p>${description}</p>
<p>${swedish?then("Adressen svarar i det format som den slutar på", "The address answers in the format it ends in")}: <#if hasGeometry><code>${name}.geojson</code>, <code>.csv</code> ${swedish?then("eller", "or")} <code>.json</code> (${swedish?then("en tabell utan gränser", "a table without boundaries")})<#else><code>${name}.csv</code> ${swedish?then("eller", "or")} <code>.json</code></#if>.</p>
<pre>${name}.csv?${example}</pre>
<#if takesTarget>
<p><code>target</code> ${swedish?then("är en indelning, eller ett lager med polygoner på den här servern", "is a division, or a layer of polygons on this server")}: <code>target=mine:areas</code>.</p>
</#if>
<#if bodyExample?has_content>
<p><#if sendsPoints>${swedish?then("Egna punkter skickas i kroppen av en POST, som GeoJSON, GML eller CSV med WKT, till samma adress med samma parametrar utom", "Points of your own go in the body of a POST, as GeoJSON, GML or CSV with WKT, to the same address with the same parameters but")}<#else>${swedish?then("Egna gränser skickas i kroppen av en POST, som GeoJSON, GML eller CSV med WKT, till samma adress med samma parametrar utom", "Boundaries of your own go in the body of a POST, as GeoJSON, GML or CSV with WKT, to the same address with the same parameters but")}</#if> <code>${bodyWithout}</code>:</p>
<pre>curl --data-binary @mine.geojson -H 'Content-Type: application/geo+json' '…/${name}.csv?${bodyExample}'</pre>
</#if>
<table>
<tr><th>Parameter</th><th>${swedish?then("Vad den säger", "What it says")}</th><th>${swedish?then("Annars", "Otherwise")}</th></tr>
<#list parameters as parameter>
<tr><td><code>${parameter.name}</code></td><td>${parameter.title}. ${parameter.details}.<#list parameter.choices as choice><p><code>${choice.id}</code>: ${choice.explanation}</p></#list></td><td><#if parameter.required>${swedish?then("måste anges", "is needed")}<#else>${parameter.otherwise}</#if></td></tr>
</#list>
</table>
<#if columns?has_content>
<h2>${swedish?then("Svarets kolumner", "Columns of the answer")}</h2>
<table>
<#list columns as column>
<tr><td><code>${column.name}</code></td><td>${column.meaning}.</td></tr>
</#list>
</table>
</#if>
</body>
</html>
