<#ftl output_format="XML"><?xml version="1.0" encoding="UTF-8"?>
<#macro operation name>
    <ows:Operation name="${name}">
      <ows:DCP>
        <ows:HTTP>
          <ows:Get xlink:href="${url}"/>
          <ows:Post xlink:href="${url}"/>
        </ows:HTTP>
      </ows:DCP>
<#nested>
    </ows:Operation>
</#macro>
<#macro values name list>
      <ows:Parameter name="${name}">
<#list list as value>
        <ows:Value>${value}</ows:Value>
</#list>
      </ows:Parameter>
</#macro>
<wfs:WFS_Capabilities version="1.1.0" updateSequence="${updateSequence}" xmlns="http://www.opengis.net/wfs" xmlns:wfs="http://www.opengis.net/wfs" xmlns:ows="http://www.opengis.net/ows" xmlns:gml="http://www.opengis.net/gml" xmlns:ogc="http://www.opengis.net/ogc" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"<#list namespaces as prefix, uri> xmlns:${prefix}="${uri}"</#list> xsi:schemaLocation="http://www.opengis.net/wfs http://schemas.opengis.net/wfs/1.1.0/wfs.xsd">
  <ows:ServiceIdentification>
    <ows:Title>${title}</ows:Title>
    <ows:Abstract>${abstract}</ows:Abstract>
<#if keywords?has_content>
    <ows:Keywords>
<#list keywords as keyword>
      <ows:Keyword>${keyword}</ows:Keyword>
</#list>
    </ows:Keywords>
</#if>
    <ows:ServiceType>WFS</ows:ServiceType>
    <ows:ServiceTypeVersion>1.1.0</ows:ServiceTypeVersion>
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
<@operation name="GetCapabilities">
<@values name="AcceptVersions" list=["1.1.0", "2.0.0"]/>
<@values name="AcceptFormats" list=["text/xml"]/>
</@operation>
<@operation name="DescribeFeatureType">
<@values name="outputFormat" list=["text/xml; subtype=gml/3.1.1"]/>
</@operation>
<@operation name="GetFeature">
<@values name="resultType" list=["results", "hits"]/>
<@values name="outputFormat" list=formats/>
<#if limit gt 0>
      <ows:Constraint name="DefaultMaxFeatures">
        <ows:Value>${limit}</ows:Value>
      </ows:Constraint>
</#if>
</@operation>
  </ows:OperationsMetadata>
  <FeatureTypeList>
    <Operations>
      <Operation>Query</Operation>
    </Operations>
<#list types as type>
    <FeatureType>
      <Name>${type.name}</Name>
      <Title>${type.title}</Title>
      <Abstract>${type.abstract}</Abstract>
<#if type.keywords?has_content>
      <ows:Keywords>
<#list type.keywords as keyword>
        <ows:Keyword>${keyword}</ows:Keyword>
</#list>
      </ows:Keywords>
</#if>
<#list type.srs as srs>
<#if srs?index == 0>
      <DefaultSRS>${srs}</DefaultSRS>
<#else>
      <OtherSRS>${srs}</OtherSRS>
</#if>
<#else>
      <NoSRS/>
</#list>
<#if type.box??>
      <ows:WGS84BoundingBox>
        <ows:LowerCorner>${type.box.lower}</ows:LowerCorner>
        <ows:UpperCorner>${type.box.upper}</ows:UpperCorner>
      </ows:WGS84BoundingBox>
</#if>
<#list type.links as link>
      <MetadataURL type="${link.standard}" format="text/xml">${link.url}</MetadataURL>
</#list>
    </FeatureType>
</#list>
  </FeatureTypeList>
  <ogc:Filter_Capabilities>
    <ogc:Spatial_Capabilities>
      <ogc:GeometryOperands>
<#list ["gml:Envelope", "gml:Point", "gml:LineString", "gml:Polygon"] as name>
        <ogc:GeometryOperand>${name}</ogc:GeometryOperand>
</#list>
      </ogc:GeometryOperands>
      <ogc:SpatialOperators>
<#list ["BBOX", "Equals", "Disjoint", "Intersects", "Touches", "Crosses", "Within", "Contains", "Overlaps", "DWithin", "Beyond"] as name>
        <ogc:SpatialOperator name="${name}"/>
</#list>
      </ogc:SpatialOperators>
    </ogc:Spatial_Capabilities>
    <ogc:Scalar_Capabilities>
      <ogc:LogicalOperators/>
      <ogc:ComparisonOperators>
<#list ["LessThan", "GreaterThan", "LessThanEqualTo", "GreaterThanEqualTo", "EqualTo", "NotEqualTo", "Like", "Between", "NullCheck"] as name>
        <ogc:ComparisonOperator>${name}</ogc:ComparisonOperator>
</#list>
      </ogc:ComparisonOperators>
      <ogc:ArithmeticOperators>
        <ogc:SimpleArithmetic/>
      </ogc:ArithmeticOperators>
    </ogc:Scalar_Capabilities>
    <ogc:Id_Capabilities>
      <ogc:EID/>
      <ogc:FID/>
    </ogc:Id_Capabilities>
  </ogc:Filter_Capabilities>
</wfs:WFS_Capabilities>
