<#ftl output_format="XML">    <wps:Output>
      <ows:Identifier>${id}</ows:Identifier>
      <ows:Title>${title}</ows:Title>
<#if href?has_content>
      <wps:Reference href="${href}" mimeType="${mimeType}"<#if schema?has_content> schema="${schema}"</#if>/>
<#elseif mimeType?has_content>
      <wps:Data>
        <wps:ComplexData mimeType="${mimeType}"<#if schema?has_content> schema="${schema}"</#if>></wps:ComplexData>
      </wps:Data>
<#else>
      <wps:Data>
        <wps:LiteralData<#if type?has_content> dataType="${type}"</#if>>${literal}</wps:LiteralData>
      </wps:Data>
</#if>
    </wps:Output>
