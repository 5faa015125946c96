<#ftl output_format="XML"><?xml version="1.0" encoding="UTF-8"?>
<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:gml="${gml}" xmlns:${prefix}="${namespace}" elementFormDefault="qualified" targetNamespace="${namespace}">
  <xsd:import namespace="${gml}" schemaLocation="${gmlSchema}"/>
<#list types as type>
  <xsd:complexType name="${type.name}Type">
    <xsd:complexContent>
      <xsd:extension base="gml:AbstractFeatureType">
        <xsd:sequence>
<#list type.attributes as attribute>
          <xsd:element maxOccurs="1" minOccurs="0" name="${attribute.name}" nillable="true" type="${attribute.type}"/>
</#list>
        </xsd:sequence>
      </xsd:extension>
    </xsd:complexContent>
  </xsd:complexType>
  <xsd:element name="${type.name}" substitutionGroup="${abstractFeature}" type="${prefix}:${type.name}Type"/>
</#list>
</xsd:schema>
