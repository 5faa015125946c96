<#ftl output_format="XML"><?xml version="1.0" encoding="UTF-8"?>
<wfs:ListStoredQueriesResponse xmlns:wfs="http://www.opengis.net/wfs/2.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"<#list namespaces as prefix, uri> xmlns:${prefix}="${uri}"</#list> xsi:schemaLocation="http://www.opengis.net/wfs/2.0 http://schemas.opengis.net/wfs/2.0/wfs.xsd">
  <wfs:StoredQuery id="${id}">
    <wfs:Title xml:lang="en">Get feature by identifier</wfs:Title>
<#list types as type>
    <wfs:ReturnFeatureType>${type.name}</wfs:ReturnFeatureType>
<#else>
    <wfs:ReturnFeatureType/>
</#list>
  </wfs:StoredQuery>
</wfs:ListStoredQueriesResponse>
