<?xml version="1.0" encoding="UTF-8"?>
<!-- Län: the heaviest line. -->
<StyledLayerDescriptor version="1.0.0" xmlns="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="http://www.opengis.net/sld http://schemas.opengis.net/sld/1.0.0/StyledLayerDescriptor.xsd">
  <NamedLayer>
    <Name>lan</Name>
    <UserStyle>
      <Name>lan</Name>
      <Title>Län / County</Title>
      <Abstract>Länsgränser och länsnamn. / Borders and names of counties.</Abstract>
      <FeatureTypeStyle>
        <Rule>
          <Name>far</Name>
          <Title>Län (liten skala) / County (small scale)</Title>
          <MinScaleDenominator>5000000</MinScaleDenominator>
          <PolygonSymbolizer>
            <Fill>
              <CssParameter name="fill">#8f2438</CssParameter>
              <CssParameter name="fill-opacity">0.04</CssParameter>
            </Fill>
            <Stroke>
              <CssParameter name="stroke">#8f2438</CssParameter>
              <CssParameter name="stroke-width">1.2</CssParameter>
              <CssParameter name="stroke-linejoin">round</CssParameter>
            </Stroke>
          </PolygonSymbolizer>
        </Rule>
        <Rule>
          <Name>near</Name>
          <Title>Län (stor skala) / County (large scale)</Title>
          <MaxScaleDenominator>5000000</MaxScaleDenominator>
          <PolygonSymbolizer>
            <Fill>
              <CssParameter name="fill">#8f2438</CssParameter>
              <CssParameter name="fill-opacity">0.04</CssParameter>
            </Fill>
            <Stroke>
              <CssParameter name="stroke">#7a1b2d</CssParameter>
              <CssParameter name="stroke-width">3</CssParameter>
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
          <MaxScaleDenominator>12000000</MaxScaleDenominator>
          <TextSymbolizer>
            <Label><ogc:PropertyName>area_name</ogc:PropertyName></Label>
            <Font>
              <CssParameter name="font-family">DejaVu Sans</CssParameter>
              <CssParameter name="font-size">14</CssParameter>
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
              <CssParameter name="fill">#5e1220</CssParameter>
            </Fill>
          </TextSymbolizer>
        </Rule>
      </FeatureTypeStyle>
    </UserStyle>
  </NamedLayer>
</StyledLayerDescriptor>
