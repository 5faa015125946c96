<?xml version="1.0" encoding="UTF-8"?>
<!-- A style for GeoTools' renderer, of one that any reader of SLD 1.0 understands: maps fill areas and draw lines of their borders, of which
     neighbours give each once (the function bordersOnce, of an area's geometry whatever it is called). Legends show the symbols as they were, or a line would cross their squares. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.opengis.net/sld"
    xmlns:sld="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc" exclude-result-prefixes="sld">
  <xsl:output encoding="UTF-8"/>

  <xsl:template match="@*|node()">
    <xsl:copy>
      <xsl:apply-templates select="@*|node()"/>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="sld:PolygonSymbolizer[sld:Stroke and not(sld:Geometry)]">
    <xsl:if test="sld:Fill">
      <PolygonSymbolizer>
        <xsl:copy-of select="sld:Fill"/>
        <VendorOption name="inclusion">mapOnly</VendorOption>
      </PolygonSymbolizer>
    </xsl:if>
    <LineSymbolizer>
      <Geometry>
        <ogc:Function name="bordersOnce">
          <ogc:Function name="geometry"/>
        </ogc:Function>
      </Geometry>
      <xsl:apply-templates select="sld:Stroke" mode="line"/>
      <VendorOption name="inclusion">mapOnly</VendorOption>
    </LineSymbolizer>
    <xsl:copy>
      <xsl:apply-templates select="@*|node()"/>
      <VendorOption name="inclusion">legendOnly</VendorOption>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="@*|node()" mode="line">
    <xsl:copy>
      <xsl:apply-templates select="@*|node()" mode="line"/>
    </xsl:copy>
  </xsl:template>

  <!-- Nobody sees joins of lines as thin as that, and round ones take long. -->
  <xsl:template match="sld:CssParameter[@name = 'stroke-linejoin'][../sld:CssParameter[@name = 'stroke-width'] &lt;= 1]" mode="line">
    <CssParameter name="stroke-linejoin">bevel</CssParameter>
  </xsl:template>

  <!-- One rule fills an area. Where circles are drawn too, who asks for what is at a point would miss them: GeoServer takes all rules
       together then. -->
  <xsl:template match="sld:FeatureTypeStyle[sld:Rule/sld:PolygonSymbolizer/sld:Stroke][count(sld:Rule/ogc:Filter) &gt; 1]
      [not(../sld:FeatureTypeStyle/sld:Rule/sld:PointSymbolizer)]">
    <xsl:copy>
      <xsl:apply-templates select="@*|node()"/>
      <VendorOption name="ruleEvaluation">first</VendorOption>
    </xsl:copy>
  </xsl:template>

  <!-- Numbers are read as texts, and would be converted anew for every area. A function of what does not change is called once for a map. -->
  <xsl:template match="ogc:Literal[../ogc:PropertyName[. = 'value' or . = 'change' or . = 'area_km2']][number(.) = number(.)]">
    <ogc:Function name="parseDouble">
      <xsl:copy-of select="."/>
    </ogc:Function>
  </xsl:template>
</xsl:stylesheet>
