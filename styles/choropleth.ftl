<#-- Ratios, means, medians, indices and densities: areas coloured by class. -->
<#import "common.ftl" as common>
<@common.document>
      <FeatureTypeStyle>
<@common.legend_heading/>
<#list classes as class>
        <Rule>
          <Name>${class.name}</Name>
          <Title>${class.title}</Title>
<@common.between attribute="value" class=class/>
<@common.area color=class.color/>
        </Rule>
</#list>
<@common.suppressed attribute="value"/>
<@common.not_applicable attribute="value"/>
<@common.missing/>
      </FeatureTypeStyle>
<@common.estimated/>
</@common.document>
