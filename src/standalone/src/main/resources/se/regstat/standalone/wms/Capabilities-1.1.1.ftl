<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE WMT_MS_Capabilities SYSTEM "http://schemas.opengis.net/wms/1.1.1/WMS_MS_Capabilities.dtd">
<WMT_MS_Capabilities version="1.1.1" updateSequence="${updateSequence}">
<#macro link href><OnlineResource xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="${href}"/></#macro>
<#macro http post=false>
        <DCPType><HTTP><Get><@link address/></Get><#if post><Post><@link address/></Post></#if></HTTP></DCPType></#macro>
<#macro keywordList words><#if words?has_content>
      <KeywordList><#list words as k><Keyword>${k}</Keyword></#list></KeywordList></#if></#macro>
<#macro geographicBox b>
      <LatLonBoundingBox minx="${b.west}" miny="${b.south}" maxx="${b.east}" maxy="${b.north}"/></#macro>
<#macro listed layer>
<Layer<#if layer.name??> queryable="${layer.queryable}"</#if>>
<#if layer.name??><Name>${layer.name}</Name></#if>
<Title>${layer.title!title}</Title>
<#if layer.abstract?has_content><Abstract>${layer.abstract}</Abstract></#if>
<#if layer.keywords?has_content>
<KeywordList><#list layer.keywords as k><Keyword>${k.text}</Keyword></#list></KeywordList>
</#if>
<#list layer.srs![] as s><SRS>${s}</SRS></#list>
<#if layer.geographic??><@geographicBox layer.geographic/></#if>
<#list layer.boxes![] as b>
<BoundingBox SRS="${b.srs}" minx="${b.minx}" miny="${b.miny}" maxx="${b.maxx}" maxy="${b.maxy}"/>
</#list>
<#if layer.times?has_content>
<Dimension name="time" units="ISO8601"/>
<Extent name="time" default="${layer.times?last}" nearestValue="1">${layer.times?join(",")}</Extent>
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
    <Name>OGC:WMS</Name>
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
  </Service>
  <Capability>
    <Request>
      <GetCapabilities>
        <Format>application/vnd.ogc.wms_xml</Format><@http/>
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
      <GetLegendGraphic>
        <Format>image/png</Format><@http/>
      </GetLegendGraphic>
    </Request>
    <Exception>
      <Format>application/vnd.ogc.se_xml</Format>
      <Format>application/vnd.ogc.se_inimage</Format>
      <Format>application/vnd.ogc.se_blank</Format>
    </Exception>
<@listed root/>
  </Capability>
</WMT_MS_Capabilities>
