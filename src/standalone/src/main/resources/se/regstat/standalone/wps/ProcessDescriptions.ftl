<#ftl output_format="XML"><?xml version="1.0" encoding="UTF-8"?>
<#macro complex element list>
        <${element}>
          <Default>
            <Format>
              <MimeType>${list[0]}</MimeType>
            </Format>
          </Default>
          <Supported>
<#list list as format>
            <Format>
              <MimeType>${format}</MimeType>
            </Format>
</#list>
          </Supported>
        </${element}>
</#macro>
<wps:ProcessDescriptions service="WPS" version="1.0.0" xml:lang="en" xmlns:wps="http://www.opengis.net/wps/1.0.0" xmlns:ows="http://www.opengis.net/ows/1.1" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.opengis.net/wps/1.0.0 http://schemas.opengis.net/wps/1.0.0/wpsAll.xsd">
<#list processes as process>
  <ProcessDescription wps:processVersion="${process.version}" statusSupported="true" storeSupported="true">
    <ows:Identifier>${process.id}</ows:Identifier>
    <ows:Title>${process.title}</ows:Title>
    <ows:Abstract>${process.abstract}</ows:Abstract>
<#if process.inputs?has_content>
    <DataInputs>
<#list process.inputs as input>
      <Input minOccurs="${input.min}" maxOccurs="${input.max}">
        <ows:Identifier>${input.id}</ows:Identifier>
        <ows:Title>${input.title}</ows:Title>
        <ows:Abstract>${input.abstract}</ows:Abstract>
<#if input.kind == "literal">
        <LiteralData>
          <ows:DataType ows:reference="http://www.w3.org/TR/xmlschema-2/#${input.type[3..]}">${input.type}</ows:DataType>
<#if input.allowed?has_content>
          <ows:AllowedValues>
<#list input.allowed as value>
            <ows:Value>${value}</ows:Value>
</#list>
          </ows:AllowedValues>
<#else>
          <ows:AnyValue/>
</#if>
<#if input.default?has_content>
          <DefaultValue>${input.default}</DefaultValue>
</#if>
        </LiteralData>
<#elseif input.kind == "geometry">
<@complex element="ComplexData" list=["application/wkt", "application/json", "text/xml; subtype=gml/3.1.1"]/>
<#else>
<@complex element="ComplexData" list=process.formats/>
</#if>
      </Input>
</#list>
    </DataInputs>
</#if>
    <ProcessOutputs>
<#list process.outputs as output>
      <Output>
        <ows:Identifier>${output.id}</ows:Identifier>
        <ows:Title>${output.title}</ows:Title>
        <ows:Abstract>${output.abstract}</ows:Abstract>
<#if output.kind == "literal">
        <LiteralOutput>
          <ows:DataType ows:reference="http://www.w3.org/TR/xmlschema-2/#${output.type[3..]}">${output.type}</ows:DataType>
        </LiteralOutput>
<#elseif output.kind == "geometry">
<@complex element="ComplexOutput" list=["application/wkt"]/>
<#else>
<@complex element="ComplexOutput" list=process.formats/>
</#if>
      </Output>
</#list>
    </ProcessOutputs>
  </ProcessDescription>
</#list>
</wps:ProcessDescriptions>
