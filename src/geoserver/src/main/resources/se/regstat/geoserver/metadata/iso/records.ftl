<!DOCTYPE html>
<html lang="${swedish?then("sv", "en")}">
<head>
<meta charset="UTF-8">
<title>${swedish?then("Metadataposter", "Metadata records")}</title>
</head>
<body>
<h1>${swedish?then("Metadataposter", "Metadata records")}<#if !title.isEmpty()>: ${swedish?then(title.sv(), title.en())}</#if></h1>
<p>${swedish?then("ISO 19139, nationell metadataprofil 4.0. Tider i UTC.", "ISO 19139, Swedish national metadata profile 4.0. Times in UTC.")}</p>
<table>
<tr><th>${swedish?then("Post", "Record")}</th><th>${swedish?then("Ändrad", "Changed")}</th></tr>
<#list entries as entry>
<tr><td><a href="${entry.url()}">${swedish?then(entry.title().sv(), entry.title().en())}</a></td><td align="right">${entry.changed()}</td></tr>
</#list>
</table>
</body>
</html>
