<#ftl output_format="HTML">
<#-- Written by the Regstat plugin, which leaves the file alone once you change it. -->
<!DOCTYPE html>
<html>
<head>
<meta charset="UTF-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Regstat</title>
</head>
<body style="margin: 0">
