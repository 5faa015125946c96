<#ftl output_format="XML"><?xml version="1.0" encoding="UTF-8"?>
<#macro operation name post=true>
    <ows:Operation name="${name}">
      <ows:DCP>
        <ows:HTTP>
          <ows:Get xlink:href="${url}"/>
<#if post>
          <ows:Post xlink:href="${url}"/>
</#if>
        </ows:HTTP>
      </ows:DCP>
<#nested>
    </ows:Operation>
</#macro>
<#macro values name list>
      <ows:Parameter name="${name}">
        <ows:AllowedValues>
<#list list as value>
          <ows:Value>${value}</ows:Value>
</#list>
        </ows:AllowedValues>
      </ows:Parameter>
</#macro>
<#macro constraint name value>
    <ows:Constraint name="${name}">
      <ows:NoValues/>
      <ows:DefaultValue>${value}</ows:DefaultValue>
    </ows:Constraint>
</#macro>
<wfs:WFS_Capabilities version="2.0.0" updateSequence="${updateSequence}" xmlns="http://www.opengis.net/wfs/2.0" xmlns:wfs="http://www.opengis.net/wfs/2.0" xmlns:ows="http://www.opengis.net/ows/1.1" xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:fes="http://www.opengis.net/fes/2.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"<#list namespaces as prefix, uri> xmlns:${prefix}="${uri}"</#list> xsi:schemaLocation="http://www.opengis.net/wfs/2.0 http://schemas.opengis.net/wfs/2.0/wfs.xsd">
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
    <ows:ServiceTypeVersion>2.0.0</ows:ServiceTypeVersion>
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
<@values name="AcceptVersions" list=["2.0.0", "1.1.0"]/>
<@values name="AcceptFormats" list=["text/xml"]/>
</@operation>
<@operation name="DescribeFeatureType">
<@values name="outputFormat" list=["application/gml+xml; version=3.2", "text/xml; subtype=gml/3.1.1"]/>
</@operation>
<@operation name="GetFeature">
<@values name="resolve" list=["none", "local"]/>
<@values name="resultType" list=["results", "hits"]/>
<@values name="outputFormat" list=formats/>
<#if limit gt 0>
<@constraint name="CountDefault" value=limit/>
</#if>
</@operation>
<@operation name="GetPropertyValue">
<@values name="resolve" list=["none", "local"]/>
<@values name="outputFormat" list=["application/gml+xml; version=3.2"]/>
</@operation>
<@operation name="ListStoredQueries"/>
<@operation name="DescribeStoredQueries"/>
    <ows:Parameter name="version">
      <ows:AllowedValues>
        <ows:Value>2.0.0</ows:Value>
        <ows:Value>1.1.0</ows:Value>
      </ows:AllowedValues>
    </ows:Parameter>
<@constraint name="ImplementsBasicWFS" value="TRUE"/>
<@constraint name="ImplementsTransactionalWFS" value="FALSE"/>
<@constraint name="ImplementsLockingWFS" value="FALSE"/>
<@constraint name="KVPEncoding" value="TRUE"/>
<@constraint name="XMLEncoding" value="TRUE"/>
<@constraint name="SOAPEncoding" value="FALSE"/>
<@constraint name="ImplementsInheritance" value="FALSE"/>
<@constraint name="ImplementsRemoteResolve" value="FALSE"/>
<@constraint name="ImplementsResultPaging" value="TRUE"/>
<@constraint name="ImplementsStandardJoins" value="FALSE"/>
<@constraint name="ImplementsSpatialJoins" value="FALSE"/>
<@constraint name="ImplementsTemporalJoins" value="FALSE"/>
<@constraint name="ImplementsFeatureVersioning" value="FALSE"/>
<@constraint name="ManageStoredQueries" value="FALSE"/>
<@constraint name="PagingIsTransactionSafe" value="FALSE"/>
    <ows:Constraint name="QueryExpressions">
      <ows:AllowedValues>
        <ows:Value>wfs:Query</ows:Value>
        <ows:Value>wfs:StoredQuery</ows:Value>
      </ows:AllowedValues>
    </ows:Constraint>
  </ows:OperationsMetadata>
  <FeatureTypeList>
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
      <DefaultCRS>${srs}</DefaultCRS>
<#else>
      <OtherCRS>${srs}</OtherCRS>
</#if>
<#else>
      <NoCRS/>
</#list>
<#if type.box??>
      <ows:WGS84BoundingBox>
        <ows:LowerCorner>${type.box.lower}</ows:LowerCorner>
        <ows:UpperCorner>${type.box.upper}</ows:UpperCorner>
      </ows:WGS84BoundingBox>
</#if>
<#list type.links as link>
      <MetadataURL xlink:href="${link.url}"/>
</#list>
    </FeatureType>
</#list>
  </FeatureTypeList>
  <fes:Filter_Capabilities>
    <fes:Conformance>
<#list ["ImplementsQuery", "ImplementsAdHocQuery", "ImplementsResourceId", "ImplementsMinStandardFilter", "ImplementsStandardFilter", "ImplementsMinSpatialFilter", "ImplementsSpatialFilter", "ImplementsSorting", "ImplementsMinimumXPath"] as name>
      <fes:Constraint name="${name}">
        <ows:NoValues/>
        <ows:DefaultValue>TRUE</ows:DefaultValue>
      </fes:Constraint>
</#list>
<#list ["ImplementsFunctions", "ImplementsMinTemporalFilter", "ImplementsTemporalFilter", "ImplementsVersionNav", "ImplementsExtendedOperators", "ImplementsSchemaElementFunc"] as name>
      <fes:Constraint name="${name}">
        <ows:NoValues/>
        <ows:DefaultValue>FALSE</ows:DefaultValue>
      </fes:Constraint>
</#list>
    </fes:Conformance>
    <fes:Id_Capabilities>
      <fes:ResourceIdentifier name="fes:ResourceId"/>
    </fes:Id_Capabilities>
    <fes:Scalar_Capabilities>
      <fes:LogicalOperators/>
      <fes:ComparisonOperators>
<#list ["PropertyIsEqualTo", "PropertyIsNotEqualTo", "PropertyIsLessThan", "PropertyIsGreaterThan", "PropertyIsLessThanOrEqualTo", "PropertyIsGreaterThanOrEqualTo", "PropertyIsLike", "PropertyIsNull", "PropertyIsNil", "PropertyIsBetween"] as name>
        <fes:ComparisonOperator name="${name}"/>
</#list>
      </fes:ComparisonOperators>
    </fes:Scalar_Capabilities>
    <fes:Spatial_Capabilities>
      <fes:GeometryOperands>
<#list ["gml:Envelope", "gml:Point", "gml:MultiPoint", "gml:LineString", "gml:Curve", "gml:MultiCurve", "gml:Polygon", "gml:Surface", "gml:MultiSurface", "gml:MultiGeometry"] as name>
        <fes:GeometryOperand name="${name}"/>
</#list>
      </fes:GeometryOperands>
      <fes:SpatialOperators>
<#list ["BBOX", "Equals", "Disjoint", "Intersects", "Touches", "Crosses", "Within", "Contains", "Overlaps", "DWithin", "Beyond"] as name>
        <fes:SpatialOperator name="${name}"/>
</#list>
      </fes:SpatialOperators>
    </fes:Spatial_Capabilities>
  </fes:Filter_Capabilities>
</wfs:WFS_Capabilities>
