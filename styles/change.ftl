<#-- Change since a base year: areas coloured by class, on two sides of no change. -->
<#import "common.ftl" as common>
<@common.document>
      <FeatureTypeStyle>
<@common.legend_heading/>
<#list classes as class>
        <Rule>
          <Name>${class.name}</Name>
          <Title>${class.title}</Title>
<@common.between attribute="change" class=class/>
<@common.area color=class.color/>
        </Rule>
</#list>
<@common.suppressed attribute="change"/>
<@common.not_applicable attribute="change"/>
<@common.missing attribute="change"/>
        <Rule>
          <Name>not_comparable</Name>
          <Title>Ingen jämförelse med ${base_year} / No comparison with ${base_year}</Title>
          <ElseFilter/>
<@common.area color="#cfcfcf"/>
        </Rule>
      </FeatureTypeStyle>
<@common.estimated/>
</@common.document>
