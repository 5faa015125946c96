<#-- What the templates of indicators' styles share. Each template is filled once for a layer; see docs/styles.md. -->

<#-- The document around the rules. -->
<#macro document>
<?xml version="1.0" encoding="UTF-8"?>
<StyledLayerDescriptor version="1.0.0" xmlns="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="http://www.opengis.net/sld http://schemas.opengis.net/sld/1.0.0/StyledLayerDescriptor.xsd">
  <NamedLayer>
    <Name>${name}</Name>
    <UserStyle>
      <Name>${name}</Name>
      <Title>${title}</Title>
      <Abstract>${abstract}</Abstract>
<#nested>
    </UserStyle>
  </NamedLayer>
</StyledLayerDescriptor>
</#macro>

<#-- What the legend starts with: indicator, unit and years. Draws nothing, since no area is without code. -->
<#macro legend_heading>
<#list headings as language, heading>
        <Rule>
          <Name>heading_${language}</Name>
          <Title>${heading}</Title>
          <ogc:Filter>
            <ogc:PropertyIsNull>
              <ogc:PropertyName>code</ogc:PropertyName>
            </ogc:PropertyIsNull>
          </ogc:Filter>
          <PolygonSymbolizer>
            <Fill>
              <CssParameter name="fill-opacity">0</CssParameter>
            </Fill>
          </PolygonSymbolizer>
        </Rule>
</#list>
</#macro>

<#-- Values of a class: from (inclusive) or above (exclusive), to below (exclusive) or up_to (inclusive). -->
<#macro between attribute class>
<#local lower = class.from?? || class.above?? upper = class.below?? || class.up_to??>
          <ogc:Filter>
<#if !lower && !upper>
            <ogc:Not>
              <ogc:PropertyIsNull>
                <ogc:PropertyName>${attribute}</ogc:PropertyName>
              </ogc:PropertyIsNull>
            </ogc:Not>
</#if>
<#if lower && upper>
            <ogc:And>
</#if>
<#if class.from??><@compared attribute=attribute how="GreaterThanOrEqualTo" limit=class.from/></#if>
<#if class.above??><@compared attribute=attribute how="GreaterThan" limit=class.above/></#if>
<#if class.below??><@compared attribute=attribute how="LessThan" limit=class.below/></#if>
<#if class.up_to??><@compared attribute=attribute how="LessThanOrEqualTo" limit=class.up_to/></#if>
<#if lower && upper>
            </ogc:And>
</#if>
          </ogc:Filter>
</#macro>

<#macro compared attribute how limit>
              <ogc:PropertyIs${how}>
                <ogc:PropertyName>${attribute}</ogc:PropertyName>
                <ogc:Literal>${limit}</ogc:Literal>
              </ogc:PropertyIs${how}>
</#macro>

<#-- An area in one colour. -->
<#macro area color>
          <PolygonSymbolizer>
            <Fill>
              <CssParameter name="fill">${color}</CssParameter>
            </Fill>
<@outline/>
          </PolygonSymbolizer>
</#macro>

<#-- An area in white with a pattern. -->
<#macro hatched mark color size>
          <PolygonSymbolizer>
            <Fill>
              <CssParameter name="fill">#ffffff</CssParameter>
            </Fill>
          </PolygonSymbolizer>
          <PolygonSymbolizer>
            <Fill>
              <GraphicFill>
                <Graphic>
                  <Mark>
                    <WellKnownName>${mark}</WellKnownName>
                    <Stroke>
                      <CssParameter name="stroke">${color}</CssParameter>
                      <CssParameter name="stroke-width">1</CssParameter>
                    </Stroke>
                  </Mark>
                  <Size>${size}</Size>
                </Graphic>
              </GraphicFill>
            </Fill>
<@outline/>
          </PolygonSymbolizer>
</#macro>

<#macro outline>
            <Stroke>
              <CssParameter name="stroke">${colors.outline}</CssParameter>
              <CssParameter name="stroke-width">${outline_width}</CssParameter>
              <CssParameter name="stroke-linejoin">round</CssParameter>
            </Stroke>
</#macro>

<#-- No value, and one of these statuses. -->
<#macro without attribute statuses>
          <ogc:Filter>
            <ogc:And>
              <ogc:PropertyIsNull>
                <ogc:PropertyName>${attribute}</ogc:PropertyName>
              </ogc:PropertyIsNull>
<#if statuses?size gt 1>
              <ogc:Or>
</#if>
<#list statuses as status>
                <ogc:PropertyIsEqualTo>
                  <ogc:PropertyName>status</ogc:PropertyName>
                  <ogc:Literal>${status}</ogc:Literal>
                </ogc:PropertyIsEqualTo>
</#list>
<#if statuses?size gt 1>
              </ogc:Or>
</#if>
            </ogc:And>
          </ogc:Filter>
</#macro>

<#macro suppressed attribute>
        <Rule>
          <Name>suppressed</Name>
          <Title>Skyddad uppgift / Suppressed</Title>
<@without attribute=attribute statuses=["suppressed"]/>
<@hatched mark="shape://times" color=colors.suppressed size="7"/>
        </Rule>
</#macro>

<#macro not_applicable attribute>
        <Rule>
          <Name>not_applicable</Name>
          <Title>Ej tillämpligt eller utanför / Not applicable or outside</Title>
<@without attribute=attribute statuses=["not_applicable", "outside"]/>
<@hatched mark="shape://horline" color=colors.not_applicable size="5"/>
        </Rule>
</#macro>

<#-- Missing: with an attribute where that is null and the status says so, without one everything that no other rule draws. -->
<#macro missing attribute="">
        <Rule>
          <Name>no_data</Name>
          <Title>Uppgift saknas / No data</Title>
<#if attribute?has_content>
<@without attribute=attribute statuses=["missing"]/>
<#else>
          <ElseFilter/>
</#if>
<@hatched mark="shape://slash" color=colors.missing size="8"/>
        </Rule>
</#macro>

<#-- Dots over the areas whose values are estimated, where the layer has any. -->
<#macro estimated>
<#if .data_model.estimated>
      <FeatureTypeStyle>
        <Rule>
          <Name>estimated</Name>
          <Title>Prickat: uppskattat värde / Dotted: estimated value</Title>
          <ogc:Filter>
            <ogc:PropertyIsEqualTo>
              <ogc:PropertyName>status</ogc:PropertyName>
              <ogc:Literal>estimated</ogc:Literal>
            </ogc:PropertyIsEqualTo>
          </ogc:Filter>
          <PolygonSymbolizer>
            <Fill>
              <GraphicFill>
                <Graphic>
                  <Mark>
                    <WellKnownName>shape://dot</WellKnownName>
                    <Stroke>
                      <CssParameter name="stroke">#222222</CssParameter>
                      <CssParameter name="stroke-width">1.6</CssParameter>
                    </Stroke>
                  </Mark>
                  <Size>6</Size>
                </Graphic>
              </GraphicFill>
            </Fill>
          </PolygonSymbolizer>
        </Rule>
      </FeatureTypeStyle>
</#if>
</#macro>
