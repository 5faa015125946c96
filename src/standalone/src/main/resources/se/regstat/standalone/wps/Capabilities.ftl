<#ftl output_format="XML"><?xml version="1.0" encoding="UTF-8"?>
<wps:Capabilities service="WPS" version="1.0.0" xml:lang="en" xmlns:wps="http://www.opengis.net/wps/1.0.0" xmlns:ows="http://www.opengis.net/ows/1.1" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.opengis.net/wps/1.0.0 http://schemas.opengis.net/wps/1.0.0/wpsAll.xsd">
  <ows:ServiceIdentification>
    <ows:Title>${title}</ows:Title>
    <ows:Abstract>${abstract}</ows:Abstract>
    <ows:ServiceType>WPS</ows:ServiceType>
    <ows:ServiceTypeVersion>1.0.0</ows:ServiceTypeVersion>
    <ows:Fees>${fees}</ows:Fees>
    <ows:AccessConstraints>${accessConstraints}</ows:AccessConstraints>
  </ows:ServiceIdentification>
  <ows:ServiceProvider>
    <ows:ProviderName>${organisation?has_content?then(organisation, title)}</ows:ProviderName>
<#if site?has_content>
    <ows:ProviderSite xlink:href="${site}"/>
</#if>
    <ows:ServiceContact>
<#if email?has_content>
      <ows:ContactInfo>
        <ows:Address>
          <ows:ElectronicMailAddress>${email}</ows:ElectronicMailAddress>
        </ows:Address>
      </ows:ContactInfo>
</#if>
    </ows:ServiceContact>
  </ows:ServiceProvider>
  <ows:OperationsMetadata>
<#list ["GetCapabilities", "DescribeProcess", "Execute"] as operation>
    <ows:Operation name="${operation}">
      <ows:DCP>
        <ows:HTTP>
          <ows:Get xlink:href="${url}"/>
          <ows:Post xlink:href="${url}"/>
        </ows:HTTP>
      </ows:DCP>
    </ows:Operation>
</#list>
  </ows:OperationsMetadata>
  <wps:ProcessOfferings>
<#list processes as process>
    <wps:Process wps:processVersion="${process.version}">
      <ows:Identifier>${process.id}</ows:Identifier>
      <ows:Title>${process.title}</ows:Title>
      <ows:Abstract>${process.abstract}</ows:Abstract>
    </wps:Process>
</#list>
  </wps:ProcessOfferings>
  <wps:Languages>
    <wps:Default>
      <ows:Language>en</ows:Language>
    </wps:Default>
    <wps:Supported>
      <ows:Language>en</ows:Language>
    </wps:Supported>
  </wps:Languages>
</wps:Capabilities>
