<#ftl output_format="HTML">
<#-- Written by the Regstat plugin, which leaves the file alone once you change it. -->
</body>
</html>
