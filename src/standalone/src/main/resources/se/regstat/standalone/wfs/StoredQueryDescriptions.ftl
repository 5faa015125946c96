<#ftl output_format="XML"><?xml version="1.0" encoding="UTF-8"?>
<wfs:DescribeStoredQueriesResponse xmlns:wfs="http://www.opengis.net/wfs/2.0" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"<#list namespaces as prefix, uri> xmlns:${prefix}="${uri}"</#list> xsi:schemaLocation="http://www.opengis.net/wfs/2.0 http://schemas.opengis.net/wfs/2.0/wfs.xsd">
  <wfs:StoredQueryDescription id="${id}">
    <wfs:Title xml:lang="en">Get feature by identifier</wfs:Title>
    <wfs:Abstract xml:lang="en">Returns the feature with the given id, such as deso_2025.0180C4040.</wfs:Abstract>
    <wfs:Parameter name="ID" type="xsd:string"/>
    <wfs:QueryExpressionText isPrivate="true" language="urn:ogc:def:queryLanguage:OGC-WFS::WFS_QueryExpression" returnFeatureTypes="<#list types as type>${type.name}<#sep> </#list>"/>
  </wfs:StoredQueryDescription>
</wfs:DescribeStoredQueriesResponse>
