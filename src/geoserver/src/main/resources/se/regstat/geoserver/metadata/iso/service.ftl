<#import "common.ftl" as iso>
<?xml version="1.0" encoding="UTF-8"?>
<gmd:MD_Metadata xmlns:gmd="http://www.isotc211.org/2005/gmd" xmlns:srv="http://www.isotc211.org/2005/srv" xmlns:gco="http://www.isotc211.org/2005/gco" xmlns:gmx="http://www.isotc211.org/2005/gmx" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:gml="http://www.opengis.net/gml" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<@iso.head "service"/>
<gmd:identificationInfo><srv:SV_ServiceIdentification>
<gmd:citation><gmd:CI_Citation>
<@iso.text "gmd:title" title/>
<@iso.date revised "revision"/>
<@iso.identifier id/>
</gmd:CI_Citation></gmd:citation>
<@iso.text "gmd:abstract" text/>
<gmd:status><@iso.code "MD_ProgressCode" "onGoing"/></gmd:status>
<@iso.contacts/>
<@iso.initiativeKeywords/>
<@iso.themeKeywords/>
<gmd:descriptiveKeywords><gmd:MD_Keywords>
<gmd:keyword><@iso.string kind.classification()/></gmd:keyword>
<@iso.thesaurus "ISO - 19119 geographic services taxonomy" "2010-01-19"/>
</gmd:MD_Keywords></gmd:descriptiveKeywords>
<#if publishing.keywords()?has_content>
<gmd:descriptiveKeywords><gmd:MD_Keywords>
<#list publishing.keywords() as keyword><gmd:keyword><@iso.string keyword/></gmd:keyword></#list>
</gmd:MD_Keywords></gmd:descriptiveKeywords>
</#if>
<@iso.constraints/>
<srv:serviceType><gco:LocalName>${kind.inspireType()}</gco:LocalName></srv:serviceType>
<#list kind.versions() as version>
<srv:serviceTypeVersion><@iso.string version/></srv:serviceTypeVersion>
</#list>
<#if !publishing.fees().isEmpty()>
<srv:accessProperties><gmd:MD_StandardOrderProcess><@iso.text "gmd:fees" publishing.fees()/></gmd:MD_StandardOrderProcess></srv:accessProperties>
</#if>
<srv:extent><@iso.extent/></srv:extent>
<srv:couplingType><srv:SV_CouplingType codeList="http://standards.iso.org/iso/19139/resources/gmxCodelists.xml#SV_CouplingType" codeListValue="tight">tight</srv:SV_CouplingType></srv:couplingType>
<#list kind.operations() as operation>
<srv:containsOperations><srv:SV_OperationMetadata>
<srv:operationName><@iso.string operation/></srv:operationName>
<srv:DCP><srv:DCPList codeList="http://standards.iso.org/iso/19139/resources/gmxCodelists.xml#DCPList" codeListValue="WebServices">WebServices</srv:DCPList></srv:DCP>
<srv:connectPoint><gmd:CI_OnlineResource><gmd:linkage><gmd:URL>${(operation == "GetCapabilities")?then(capabilities, address)}</gmd:URL></gmd:linkage></gmd:CI_OnlineResource></srv:connectPoint>
</srv:SV_OperationMetadata></srv:containsOperations>
</#list>
<#list coupled as dataset>
<srv:operatesOn uuidref="${dataset.id}" xlink:href="${dataset.record}"/>
</#list>
</srv:SV_ServiceIdentification></gmd:identificationInfo>
<gmd:distributionInfo><gmd:MD_Distribution>
<gmd:distributor><gmd:MD_Distributor>
<gmd:distributorContact><@iso.party "distributor" organisation.email()/></gmd:distributorContact>
<gmd:distributorTransferOptions><gmd:MD_DigitalTransferOptions><gmd:onLine><gmd:CI_OnlineResource>
<gmd:linkage><gmd:URL>${capabilities}</gmd:URL></gmd:linkage>
<gmd:protocol><@iso.string kind.protocol()/></gmd:protocol>
<@iso.text "gmd:name" kind.title()/>
<@iso.text "gmd:description" title/>
</gmd:CI_OnlineResource></gmd:onLine></gmd:MD_DigitalTransferOptions></gmd:distributorTransferOptions>
</gmd:MD_Distributor></gmd:distributor>
<gmd:transferOptions><gmd:MD_DigitalTransferOptions><@iso.serviceLink kind capabilities/></gmd:MD_DigitalTransferOptions></gmd:transferOptions>
</gmd:MD_Distribution></gmd:distributionInfo>
<gmd:dataQualityInfo><gmd:DQ_DataQuality>
<@iso.scope "service"/>
<@iso.conformity "Kommissionens förordning (EG) nr 976/2009 av den 19 oktober 2009 om genomförande av Europaparlamentets och rådets direktiv 2007/2/EG med avseende på nättjänster" "2009-10-20"/>
<gmd:lineage><gmd:LI_Lineage><@iso.text "gmd:statement" lineage/></gmd:LI_Lineage></gmd:lineage>
</gmd:DQ_DataQuality></gmd:dataQualityInfo>
</gmd:MD_Metadata>
