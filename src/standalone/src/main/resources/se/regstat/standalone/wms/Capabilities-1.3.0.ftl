<?xml version="1.0" encoding="UTF-8"?>
<WMS_Capabilities version="1.3.0" updateSequence="${updateSequence}" xmlns="http://www.opengis.net/wms" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.opengis.net/wms http://schemas.opengis.net/wms/1.3.0/capabilities_1_3_0.xsd http://www.opengis.net/sld http://schemas.opengis.net/sld/1.1.0/sld_capabilities.xsd">
<#macro link href><OnlineResource xlink:href="${href}"/></#macro>
<#macro http post=false>
        <DCPType><HTTP><Get><@link address/></Get><#if post><Post><@link address/></Post></#if></HTTP></DCPType></#macro>
<#macro keywordList words><#if words?has_content>
      <KeywordList><#list words as k><Keyword>${k}</Keyword></#list></KeywordList></#if></#macro>
<#macro geographicBox b>
      <EX_GeographicBoundingBox>
        <westBoundLongitude>${b.west}</westBoundLongitude>
        <eastBoundLongitude>${b.east}</eastBoundLongitude>
        <southBoundLatitude>${b.south}</southBoundLatitude>
        <northBoundLatitude>${b.north}</northBoundLatitude>
      </EX_GeographicBoundingBox></#macro>
<#macro listed layer>
<Layer<#if layer.name??> queryable="${layer.queryable}"</#if>>
<#if layer.name??><Name>${layer.name}</Name></#if>
<Title>${layer.title!title}</Title>
<#if layer.abstract?has_content><Abstract>${layer.abstract}</Abstract></#if>
<#if layer.keywords?has_content>
<KeywordList><#list layer.keywords as k><Keyword<#if k.vocabulary?has_content> vocabulary="${k.vocabulary}"</#if>>${k.text}</Keyword></#list></KeywordList>
</#if>
<#list layer.srs![] as s><CRS>${s}</CRS></#list>
<#if layer.geographic??><@geographicBox layer.geographic/></#if>
<#list layer.boxes![] as b>
<BoundingBox CRS="${b.srs}" minx="${b.minx}" miny="${b.miny}" maxx="${b.maxx}" maxy="${b.maxy}"/>
</#list>
<#if layer.times?has_content>
<Dimension name="time" units="ISO8601" default="${layer.times?last}" multipleValues="1" nearestValue="1" current="1">${layer.times?join(",")}</Dimension>
</#if>
<#if layer.attribution??>
<Attribution><Title>${layer.attribution.title}</Title><#if layer.attribution.url?has_content><@link layer.attribution.url/></#if></Attribution>
</#if>
<#list layer.authorities![] as a>
<AuthorityURL name="${a.name()}"><@link a.url()/></AuthorityURL>
</#list>
<#list layer.identifiers![] as i>
<Identifier authority="${i.authority()}">${i.id()}</Identifier>
</#list>
<#list layer.metadata![] as m>
<MetadataURL type="${m.type}"><Format>${m.format}</Format><@link m.url/></MetadataURL>
</#list>
<#list layer.data![] as d>
<DataURL><Format>${d.format}</Format><@link d.url/></DataURL>
</#list>
<#list layer.styles![] as s>
<Style>
<Name>${s.name}</Name>
<Title>${s.title}</Title>
<LegendURL width="${s.legendWidth}" height="${s.legendHeight}"><Format>image/png</Format><@link s.legend/></LegendURL>
</Style>
</#list>
<#list layer.layers![] as under><@listed under/></#list>
</Layer>
</#macro>
  <Service>
    <Name>WMS</Name>
    <Title>${title}</Title>
    <#if abstract?has_content><Abstract>${abstract}</Abstract></#if>
    <@keywordList keywords/>
    <@link site/>
    <#if organisation?has_content || email?has_content>
    <ContactInformation>
      <#if organisation?has_content>
      <ContactPersonPrimary><ContactPerson></ContactPerson><ContactOrganization>${organisation}</ContactOrganization></ContactPersonPrimary>
      </#if>
      <#if email?has_content><ContactElectronicMailAddress>${email}</ContactElectronicMailAddress></#if>
    </ContactInformation>
    </#if>
    <Fees>${fees}</Fees>
    <AccessConstraints>${accessConstraints}</AccessConstraints>
    <LayerLimit>${layerLimit}</LayerLimit>
    <MaxWidth>${maxWidth}</MaxWidth>
    <MaxHeight>${maxHeight}</MaxHeight>
  </Service>
  <Capability>
    <Request>
      <GetCapabilities>
        <Format>text/xml</Format><@http/>
      </GetCapabilities>
      <GetMap>
        <Format>image/png</Format>
        <Format>image/jpeg</Format><@http/>
      </GetMap>
      <GetFeatureInfo>
        <Format>text/plain</Format>
        <Format>text/html</Format>
        <Format>application/json</Format>
        <Format>application/vnd.ogc.gml</Format>
        <Format>application/vnd.ogc.gml/3.1.1</Format><@http/>
      </GetFeatureInfo>
      <sld:GetLegendGraphic xmlns:sld="http://www.opengis.net/sld" xmlns="http://www.opengis.net/wms">
        <Format>image/png</Format><@http/>
      </sld:GetLegendGraphic>
    </Request>
    <Exception>
      <Format>XML</Format>
      <Format>INIMAGE</Format>
      <Format>BLANK</Format>
    </Exception>
<@listed root/>
  </Capability>
</WMS_Capabilities>
