<#ftl output_format="XML"><?xml version="1.0" encoding="UTF-8"?>
<wps:ExecuteResponse service="WPS" version="1.0.0" xml:lang="en" serviceInstance="${url}?service=WPS&amp;request=GetCapabilities"<#if statusLocation?has_content> statusLocation="${statusLocation}"</#if> xmlns:wps="http://www.opengis.net/wps/1.0.0" xmlns:ows="http://www.opengis.net/ows/1.1" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.opengis.net/wps/1.0.0 http://schemas.opengis.net/wps/1.0.0/wpsAll.xsd">
  <wps:Process wps:processVersion="${version}">
    <ows:Identifier>${id}</ows:Identifier>
    <ows:Title>${title}</ows:Title>
  </wps:Process>
  <wps:Status creationTime="${time}">
<#switch state>
<#case "accepted">
    <wps:ProcessAccepted>${id} was accepted</wps:ProcessAccepted>
<#break>
<#case "running">
    <wps:ProcessStarted percentCompleted="${percent}">${id} is running</wps:ProcessStarted>
<#break>
<#case "succeeded">
    <wps:ProcessSucceeded>${id} succeeded<#list notes as note>; ${note}</#list></wps:ProcessSucceeded>
<#break>
<#default>
    <wps:ProcessFailed>
      <ows:ExceptionReport version="1.1.0">
        <ows:Exception exceptionCode="${code}"<#if locator?has_content> locator="${locator}"</#if>>
          <ows:ExceptionText>${message}</ows:ExceptionText>
        </ows:Exception>
      </ows:ExceptionReport>
    </wps:ProcessFailed>
</#switch>
  </wps:Status>
<#if lineage>
<#if inputs?has_content>
  <wps:DataInputs>
<#list inputs as input>
    <wps:Input>
      <ows:Identifier>${input.id}</ows:Identifier>
<#if input.href?has_content>
      <wps:Reference xlink:href="${input.href}"<#if input.mimeType?has_content> mimeType="${input.mimeType}"</#if><#if input.markup?has_content> method="POST">
        <wps:Body>${input.markup?no_esc}</wps:Body>
      </wps:Reference><#else>/></#if>
<#elseif input.literal>
      <wps:Data>
        <wps:LiteralData>${input.markup?no_esc}</wps:LiteralData>
      </wps:Data>
<#else>
      <wps:Data>
        <wps:ComplexData<#if input.mimeType?has_content> mimeType="${input.mimeType}"</#if>>${input.markup?no_esc}</wps:ComplexData>
      </wps:Data>
</#if>
    </wps:Input>
</#list>
  </wps:DataInputs>
</#if>
<#if outputs?has_content>
  <wps:OutputDefinitions>
<#list outputs as output>
    <wps:Output<#if output.mimeType?has_content> mimeType="${output.mimeType}"</#if>>
      <ows:Identifier>${output.id}</ows:Identifier>
    </wps:Output>
</#list>
  </wps:OutputDefinitions>
</#if>
</#if>
