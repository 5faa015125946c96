<#ftl output_format="XML"><?xml version="1.0" encoding="UTF-8"?>
<ows:ExceptionReport xmlns:ows="${ows}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="${ows} ${schema}" version="${version}" ${language}="en">
  <ows:Exception exceptionCode="${code}" locator="${locator}">
    <ows:ExceptionText>${message}</ows:ExceptionText>
  </ows:Exception>
</ows:ExceptionReport>
