<#import "common.ftl" as iso>
<?xml version="1.0" encoding="UTF-8"?>
<gmd:MD_Metadata xmlns:gmd="http://www.isotc211.org/2005/gmd" xmlns:gco="http://www.isotc211.org/2005/gco" xmlns:gmx="http://www.isotc211.org/2005/gmx" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:gml="http://www.opengis.net/gml" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<@iso.head "dataset"/>
<gmd:identificationInfo><gmd:MD_DataIdentification>
<gmd:citation><gmd:CI_Citation>
<@iso.text "gmd:title" dataset.title()/>
<gmd:alternateTitle><@iso.string dataset.name()/></gmd:alternateTitle>
<@iso.date revised "revision"/>
<@iso.identifier dataset.id().toString()/>
<#list dataset.creators() as creator>
<gmd:citedResponsibleParty><gmd:CI_ResponsibleParty><gmd:organisationName><@iso.string creator/></gmd:organisationName><gmd:role><@iso.code "CI_RoleCode" "originator"/></gmd:role></gmd:CI_ResponsibleParty></gmd:citedResponsibleParty>
</#list>
</gmd:CI_Citation></gmd:citation>
<@iso.text "gmd:abstract" dataset.text()/>
<gmd:status><@iso.code "MD_ProgressCode" values?then("onGoing", "completed")/></gmd:status>
<@iso.contacts/>
<gmd:resourceMaintenance><gmd:MD_MaintenanceInformation><gmd:maintenanceAndUpdateFrequency><@iso.code "MD_MaintenanceFrequencyCode" "asNeeded"/></gmd:maintenanceAndUpdateFrequency></gmd:MD_MaintenanceInformation></gmd:resourceMaintenance>
<@iso.initiativeKeywords/>
<@iso.themeKeywords/>
<#if dataset.keywords()?has_content>
<gmd:descriptiveKeywords><gmd:MD_Keywords>
<#list dataset.keywords() as keyword><@iso.text "gmd:keyword" keyword/></#list>
</gmd:MD_Keywords></gmd:descriptiveKeywords>
</#if>
<@iso.constraints/>
<#macro aggregate of type>
<gmd:aggregationInfo><gmd:MD_AggregateInformation>
<gmd:aggregateDataSetName><gmd:CI_Citation><@iso.text "gmd:title" of.title/><@iso.date of.revised "revision"/><@iso.identifier of.id/></gmd:CI_Citation></gmd:aggregateDataSetName>
<gmd:aggregateDataSetIdentifier><gmd:MD_Identifier><gmd:code><@iso.string of.id/></gmd:code></gmd:MD_Identifier></gmd:aggregateDataSetIdentifier>
<gmd:associationType><@iso.code "DS_AssociationTypeCode" type/></gmd:associationType>
</gmd:MD_AggregateInformation></gmd:aggregationInfo>
</#macro>
<#list series as one><@aggregate one "largerWorkCitation"/></#list>
<#list sources as one><@aggregate one "source"/></#list>
<gmd:spatialRepresentationType><@iso.code "MD_SpatialRepresentationTypeCode" geometry?then("vector", "textTable")/></gmd:spatialRepresentationType>
<#if scale??><gmd:spatialResolution><gmd:MD_Resolution><gmd:equivalentScale><gmd:MD_RepresentativeFraction><gmd:denominator><gco:Integer>${scale}</gco:Integer></gmd:denominator></gmd:MD_RepresentativeFraction></gmd:equivalentScale></gmd:MD_Resolution></gmd:spatialResolution></#if>
<gmd:language><@iso.languageCode "swe"/></gmd:language>
<gmd:language><@iso.languageCode "eng"/></gmd:language>
<gmd:characterSet><@iso.code "MD_CharacterSetCode" "utf8"/></gmd:characterSet>
<gmd:topicCategory><gmd:MD_TopicCategoryCode>society</gmd:MD_TopicCategoryCode></gmd:topicCategory>
<#if boundaries><gmd:topicCategory><gmd:MD_TopicCategoryCode>boundaries</gmd:MD_TopicCategoryCode></gmd:topicCategory></#if>
<gmd:extent><@iso.extent timed begin end/></gmd:extent>
<#if !lasting><@iso.text "gmd:supplementalInformation" unlasting/></#if>
</gmd:MD_DataIdentification></gmd:identificationInfo>
<gmd:contentInfo><gmd:MD_FeatureCatalogueDescription>
<gmd:language><@iso.languageCode swedish?then("swe", "eng")/></gmd:language>
<gmd:includedWithDataset><gco:Boolean>false</gco:Boolean></gmd:includedWithDataset>
<#list dataset.layers() as layer>
<gmd:featureTypes><gco:LocalName>${layer.name()}</gco:LocalName></gmd:featureTypes>
</#list>
<gmd:featureCatalogueCitation><gmd:CI_Citation>
<gmd:title><@iso.anchor features swedish?then("Objekttypskatalog: " + dataset.title().sv(), "Feature catalogue: " + dataset.title().en())/></gmd:title>
<@iso.date stamp?keep_before("T") "revision"/>
<@iso.identifier featuresId/>
</gmd:CI_Citation></gmd:featureCatalogueCitation>
</gmd:MD_FeatureCatalogueDescription></gmd:contentInfo>
<gmd:distributionInfo><gmd:MD_Distribution>
<#list formats as format>
<gmd:distributionFormat><@formatOf format/></gmd:distributionFormat>
</#list>
<gmd:distributor><gmd:MD_Distributor>
<gmd:distributorContact><@iso.party "distributor" organisation.email()/></gmd:distributorContact>
<#if !publishing.fees().isEmpty()>
<gmd:distributionOrderProcess><gmd:MD_StandardOrderProcess><@iso.text "gmd:fees" publishing.fees()/></gmd:MD_StandardOrderProcess></gmd:distributionOrderProcess>
</#if>
<#list formats as format>
<gmd:distributorFormat><@formatOf format/></gmd:distributorFormat>
</#list>
<gmd:distributorTransferOptions><gmd:MD_DigitalTransferOptions>
<#list links as link><@online link/></#list>
</gmd:MD_DigitalTransferOptions></gmd:distributorTransferOptions>
</gmd:MD_Distributor></gmd:distributor>
<gmd:transferOptions><gmd:MD_DigitalTransferOptions>
<#list services as url, service><@iso.serviceLink service url/></#list>
<#list files as link><@online link/></#list>
</gmd:MD_DigitalTransferOptions></gmd:transferOptions>
</gmd:MD_Distribution></gmd:distributionInfo>
<gmd:dataQualityInfo><gmd:DQ_DataQuality>
<@iso.scope "dataset"/>
<#list shares as share>
<#assign element = (share.kind == "omission")?then("DQ_CompletenessOmission", "DQ_QuantitativeAttributeAccuracy")>
<gmd:report><gmd:${element}>
<@iso.text "gmd:nameOfMeasure" share.of/>
<gmd:result><gmd:DQ_QuantitativeResult>
<gmd:valueUnit xlink:href="http://www.opengis.net/def/uom/UCUM/0/%25" xlink:title="%"/>
<gmd:value><gco:Record>${share.percent}</gco:Record></gmd:value>
</gmd:DQ_QuantitativeResult></gmd:result>
</gmd:${element}></gmd:report>
</#list>
<#if geometry>
<gmd:report><gmd:DQ_AbsoluteExternalPositionalAccuracy>
<@iso.text "gmd:measureDescription" positions/>
<gmd:result gco:nilReason="unknown"/>
</gmd:DQ_AbsoluteExternalPositionalAccuracy></gmd:report>
</#if>
<@iso.conformity "Kommissionens förordning (EU) nr 1089/2010 av den 23 november 2010 om genomförande av Europaparlamentets och rådets direktiv 2007/2/EG vad gäller interoperabilitet för rumsliga datamängder och datatjänster" "2010-12-08"/>
<gmd:lineage><gmd:LI_Lineage><@iso.text "gmd:statement" dataset.lineage()/></gmd:LI_Lineage></gmd:lineage>
</gmd:DQ_DataQuality></gmd:dataQualityInfo>
</gmd:MD_Metadata>
<#macro formatOf format><gmd:MD_Format><gmd:name><@iso.string format.name()/></gmd:name><gmd:version><@iso.string format.version()/></gmd:version></gmd:MD_Format></#macro>
<#macro online link>
<gmd:onLine><gmd:CI_OnlineResource>
<gmd:linkage><gmd:URL>${link.url()}</gmd:URL></gmd:linkage>
<gmd:protocol><@iso.string link.protocol()/></gmd:protocol>
<gmd:name><@iso.string link.name()/></gmd:name>
<@iso.text "gmd:description" link.text()/>
<gmd:function><@iso.code "CI_OnLineFunctionCode" link.function()/></gmd:function>
</gmd:CI_OnlineResource></gmd:onLine>
</#macro>
