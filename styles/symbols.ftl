<#-- Counts: circles over pale areas. A choropleth would show how large the areas are rather than how many there are. -->
<#import "common.ftl" as common>
<@common.document>
      <FeatureTypeStyle>
<@common.legend_heading/>
        <Rule>
          <Name>value</Name>
          <Title>Område med uppgift<#if zeros> (utan cirkel: 0)</#if> / Area with data<#if zeros> (no circle: 0)</#if></Title>
<@common.between attribute="value" class={}/>
<@common.area color=colors.area/>
        </Rule>
<@common.suppressed attribute="value"/>
<@common.not_applicable attribute="value"/>
<@common.missing/>
      </FeatureTypeStyle>
<@common.estimated/>
      <FeatureTypeStyle>
<#list classes as class>
        <Rule>
          <Name>${class.name}</Name>
          <Title>${class.title}</Title>
<@common.between attribute="value" class=class/>
          <PointSymbolizer>
<#-- One circle for an area, however many parts it has: without this GeoTools draws one on each. -->
            <Geometry>
              <ogc:Function name="interiorPoint">
                <ogc:PropertyName>geom</ogc:PropertyName>
              </ogc:Function>
            </Geometry>
            <Graphic>
              <Mark>
                <WellKnownName>circle</WellKnownName>
                <Fill>
                  <CssParameter name="fill">${class.color}</CssParameter>
                  <CssParameter name="fill-opacity">0.85</CssParameter>
                </Fill>
                <Stroke>
                  <CssParameter name="stroke">#ffffff</CssParameter>
                  <CssParameter name="stroke-width">0.7</CssParameter>
                </Stroke>
              </Mark>
              <Size>${class.size}</Size>
            </Graphic>
          </PointSymbolizer>
        </Rule>
</#list>
      </FeatureTypeStyle>
</@common.document>
