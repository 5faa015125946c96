<!DOCTYPE html>
<html lang="sv">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<title>Nytt hos utgivarna / New at the publishers – Regstat</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a; }
h2 { margin-top: 2rem; border-bottom: 1px solid #bbb; }
[lang="en"] { color: #595959; }
table { border-collapse: collapse; margin: .25rem 0 .5rem; }
th, td { border: 1px solid #ccc; padding: .1rem .5rem; text-align: left; font-variant-numeric: tabular-nums; }
</style>
</head>
<body>
<h1>Nytt hos utgivarna <span lang="en">/ New at the publishers</span></h1>
<p>${store}, ${made}. <#if kinds?size == 0>Ingenting är nytt.<#elseif !taken>Inte infört.<#elseif upstream>Infört, utom det som inget recept har.<#else>Infört.</#if>
<span lang="en"><#if kinds?size == 0>Nothing is new.<#elseif !taken>Not taken into the store.<#elseif upstream>Taken into the store, but for what no recipe has.<#else>Taken into the store.</#if></span></p>
<p>Frågade recept <span lang="en">/ Recipes asked</span>: ${asked?join(", ")}</p>
<#list kinds as kind>
<h2>${kind.sv} <span lang="en">/ ${kind.en}</span></h2>
<ul>
<#list kind.findings as finding>
<li>${finding.sv}<#if finding.en != finding.sv><br/><span lang="en">${finding.en}</span></#if>
<#if finding.figures?size != 0>
<table>
<tr><th>Kod <span lang="en">/ Code</span></th><th>Förut <span lang="en">/ Before</span></th><th>Nu <span lang="en">/ Now</span></th></tr>
<#list finding.figures as figure>
<tr><td>${figure.code}</td><td>${figure.before}</td><td>${figure.after}</td></tr>
</#list>
</table>
</#if>
</li>
</#list>
</ul>
</#list>
</body>
</html>
