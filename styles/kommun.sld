<?xml version="1.0" encoding="UTF-8"?>
<!-- Kommun: drawn over DeSO and RegSO it stays the stronger line. -->
<StyledLayerDescriptor version="1.0.0" xmlns="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="http://www.opengis.net/sld http://schemas.opengis.net/sld/1.0.0/StyledLayerDescriptor.xsd">
  <NamedLayer>
    <Name>kommun</Name>
    <UserStyle>
      <Name>kommun</Name>
      <Title>Kommun / Municipality</Title>
      <Abstract>Kommungränser och kommunnamn. / Borders and names of municipalities.</Abstract>
      <FeatureTypeStyle>
        <Rule>
          <Name>far</Name>
          <Title>Kommun (liten skala) / Municipality (small scale)</Title>
          <MinScaleDenominator>2500000</MinScaleDenominator>
          <PolygonSymbolizer>
            <Fill>
              <CssParameter name="fill">#7d5a2b</CssParameter>
              <CssParameter name="fill-opacity">0.04</CssParameter>
            </Fill>
            <Stroke>
              <CssParameter name="stroke">#8a6a3e</CssParameter>
              <CssParameter name="stroke-width">0.6</CssParameter>
              <CssParameter name="stroke-linejoin">round</CssParameter>
            </Stroke>
          </PolygonSymbolizer>
        </Rule>
        <Rule>
          <Name>middle</Name>
          <Title>Kommun (mellanskala) / Municipality (medium scale)</Title>
          <MinScaleDenominator>400000</MinScaleDenominator>
          <MaxScaleDenominator>2500000</MaxScaleDenominator>
          <PolygonSymbolizer>
            <Fill>
              <CssParameter name="fill">#7d5a2b</CssParameter>
              <CssParameter name="fill-opacity">0.04</CssParameter>
            </Fill>
            <Stroke>
              <CssParameter name="stroke">#704f22</CssParameter>
              <CssParameter name="stroke-width">1.3</CssParameter>
              <CssParameter name="stroke-linejoin">round</CssParameter>
            </Stroke>
          </PolygonSymbolizer>
        </Rule>
        <Rule>
          <Name>near</Name>
          <Title>Kommun (stor skala) / Municipality (large scale)</Title>
          <MaxScaleDenominator>400000</MaxScaleDenominator>
          <PolygonSymbolizer>
            <Fill>
              <CssParameter name="fill">#7d5a2b</CssParameter>
              <CssParameter name="fill-opacity">0.04</CssParameter>
            </Fill>
            <Stroke>
              <CssParameter name="stroke">#5f4119</CssParameter>
              <CssParameter name="stroke-width">2.2</CssParameter>
              <CssParameter name="stroke-linejoin">round</CssParameter>
            </Stroke>
          </PolygonSymbolizer>
        </Rule>
      </FeatureTypeStyle>
      <FeatureTypeStyle>
        <Rule>
          <Name>name</Name>
          <Title>Namn / Name</Title>
          <!-- Areas without a name have one in area_name that is made of their code. -->
          <ogc:Filter>
            <ogc:PropertyIsNotEqualTo>
              <ogc:PropertyName>name_origin</ogc:PropertyName>
              <ogc:Literal>made</ogc:Literal>
            </ogc:PropertyIsNotEqualTo>
          </ogc:Filter>
          <MaxScaleDenominator>2500000</MaxScaleDenominator>
          <TextSymbolizer>
            <Label><ogc:PropertyName>area_name</ogc:PropertyName></Label>
            <Font>
              <CssParameter name="font-family">DejaVu Sans</CssParameter>
              <CssParameter name="font-size">12</CssParameter>
              <CssParameter name="font-weight">bold</CssParameter>
            </Font>
            <LabelPlacement>
              <PointPlacement>
                <AnchorPoint>
                  <AnchorPointX>0.5</AnchorPointX>
                  <AnchorPointY>0.5</AnchorPointY>
                </AnchorPoint>
              </PointPlacement>
            </LabelPlacement>
            <Halo>
              <Radius>1.5</Radius>
              <Fill>
                <CssParameter name="fill">#ffffff</CssParameter>
                <CssParameter name="fill-opacity">0.85</CssParameter>
              </Fill>
            </Halo>
            <Fill>
              <CssParameter name="fill">#4a3212</CssParameter>
            </Fill>
          </TextSymbolizer>
        </Rule>
      </FeatureTypeStyle>
    </UserStyle>
  </NamedLayer>
</StyledLayerDescriptor>
