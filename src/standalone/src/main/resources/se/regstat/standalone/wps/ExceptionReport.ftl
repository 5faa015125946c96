<#ftl output_format="XML"><?xml version="1.0" encoding="UTF-8"?>
<ows:ExceptionReport version="1.1.0" xml:lang="en" xmlns:ows="http://www.opengis.net/ows/1.1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.opengis.net/ows/1.1 http://schemas.opengis.net/ows/1.1.0/owsAll.xsd">
  <ows:Exception exceptionCode="${code}"<#if locator?has_content> locator="${locator}"</#if>>
    <ows:ExceptionText>${message}</ows:ExceptionText>
  </ows:Exception>
</ows:ExceptionReport>
