<#-- What records of datasets and services share. -->

<#macro string value><gco:CharacterString>${value}</gco:CharacterString></#macro>

<#macro words value href><#if href?has_content><@anchor href value/><#else><@string value/></#if></#macro>

<#-- A text in the record's language, and in the other one where that differs; with the address of a code that it stands for, if it does. -->
<#macro text element value href="">
<#local first = swedish?then(value.sv(), value.en()) other = swedish?then(value.en(), value.sv())>
<#if !first?has_content>
<${element} gco:nilReason="missing"/>
<#elseif first == other>
<${element}><@words first href/></${element}>
<#else>
<${element} xsi:type="gmd:PT_FreeText_PropertyType"><@words first href/><gmd:PT_FreeText><gmd:textGroup><gmd:LocalisedCharacterString locale="#${swedish?then("en", "sv")}">${other}</gmd:LocalisedCharacterString></gmd:textGroup></gmd:PT_FreeText></${element}>
</#if>
</#macro>

<#macro code list value><gmd:${list} codeList="http://standards.iso.org/iso/19139/resources/gmxCodelists.xml#${list}" codeListValue="${value}">${value}</gmd:${list}></#macro>

<#macro languageCode value><gmd:LanguageCode codeList="http://www.loc.gov/standards/iso639-2/" codeListValue="${value}">${value}</gmd:LanguageCode></#macro>

<#macro anchor href value><gmx:Anchor xlink:href="${href}">${value}</gmx:Anchor></#macro>

<#macro date day type><gmd:date><gmd:CI_Date><gmd:date><gco:Date>${day}</gco:Date></gmd:date><gmd:dateType><@code "CI_DateTypeCode" type/></gmd:dateType></gmd:CI_Date></gmd:date></#macro>

<#macro identifier id><gmd:identifier><gmd:MD_Identifier><gmd:code><@string id/></gmd:code></gmd:MD_Identifier></gmd:identifier></#macro>

<#-- The organisation that publishes. -->
<#macro party role email>
<gmd:CI_ResponsibleParty>
<@text "gmd:organisationName" organisation.name()/>
<gmd:contactInfo><gmd:CI_Contact>
<#if email.isPresent()><gmd:address><gmd:CI_Address><gmd:electronicMailAddress><@string email.get()/></gmd:electronicMailAddress></gmd:CI_Address></gmd:address></#if>
<#if organisation.url().isPresent()><gmd:onlineResource><gmd:CI_OnlineResource><gmd:linkage><gmd:URL>${organisation.url().get()}</gmd:URL></gmd:linkage></gmd:CI_OnlineResource></gmd:onlineResource></#if>
</gmd:CI_Contact></gmd:contactInfo>
<gmd:role><@code "CI_RoleCode" role/></gmd:role>
</gmd:CI_ResponsibleParty>
</#macro>

<#macro head level>
<gmd:fileIdentifier><@string record/></gmd:fileIdentifier>
<gmd:language><@languageCode swedish?then("swe", "eng")/></gmd:language>
<gmd:characterSet><@code "MD_CharacterSetCode" "utf8"/></gmd:characterSet>
<gmd:hierarchyLevel><@code "MD_ScopeCode" level/></gmd:hierarchyLevel>
<#if level != "dataset"><gmd:hierarchyLevelName><@string swedish?then("tjänst", "service")/></gmd:hierarchyLevelName></#if>
<gmd:contact><@party "pointOfContact" organisation.metadataEmail()/></gmd:contact>
<gmd:dateStamp><gco:DateTime>${stamp}</gco:DateTime></gmd:dateStamp>
<gmd:metadataStandardName><@string "SS-EN-ISO-19115:2005-NMDP 4.0"/></gmd:metadataStandardName>
<gmd:metadataStandardVersion><@string "4.0"/></gmd:metadataStandardVersion>
<gmd:locale><gmd:PT_Locale id="${swedish?then("en", "sv")}"><gmd:languageCode><@languageCode swedish?then("eng", "swe")/></gmd:languageCode><gmd:characterEncoding><@code "MD_CharacterSetCode" "utf8"/></gmd:characterEncoding></gmd:PT_Locale></gmd:locale>
<gmd:referenceSystemInfo><gmd:MD_ReferenceSystem><gmd:referenceSystemIdentifier><gmd:RS_Identifier><gmd:code><@anchor "http://www.opengis.net/def/crs/EPSG/0/3006" "EPSG:3006"/></gmd:code></gmd:RS_Identifier></gmd:referenceSystemIdentifier></gmd:MD_ReferenceSystem></gmd:referenceSystemInfo>
</#macro>

<#macro contacts>
<#list ["owner", "pointOfContact"] as role>
<gmd:pointOfContact><@party role organisation.email()/></gmd:pointOfContact>
</#list>
</#macro>

<#macro thesaurus title day href="">
<gmd:type><@code "MD_KeywordTypeCode" "theme"/></gmd:type>
<gmd:thesaurusName><gmd:CI_Citation><gmd:title><@words title href/></gmd:title><@date day "publication"/></gmd:CI_Citation></gmd:thesaurusName>
</#macro>

<#macro initiativeKeywords>
<#if initiatives?has_content>
<gmd:descriptiveKeywords><gmd:MD_Keywords>
<#list initiatives as id, title>
<gmd:keyword><@anchor "https://resources.geodata.se/codelist/metadata/initiativ.xml#" + id title/></gmd:keyword>
</#list>
<@thesaurus "Initiativ" "2017-01-01" "https://resources.geodata.se/codelist/metadata/initiativ.xml"/>
</gmd:MD_Keywords></gmd:descriptiveKeywords>
</#if>
</#macro>

<#macro themeKeywords>
<#if inspire?has_content && themes?has_content>
<gmd:descriptiveKeywords><gmd:MD_Keywords>
<#list themes as theme>
<gmd:keyword><@string swedish?then(theme.sv(), theme.en())/></gmd:keyword>
</#list>
<@thesaurus "GEMET - INSPIRE themes, version 1.0" "2008-06-01" "http://www.eionet.europa.eu/gemet/inspire_themes"/>
</gmd:MD_Keywords></gmd:descriptiveKeywords>
</#if>
</#macro>

<#macro constraints>
<gmd:resourceConstraints><gmd:MD_LegalConstraints>
<gmd:accessConstraints><@code "MD_RestrictionCode" "otherRestrictions"/></gmd:accessConstraints>
<#local limitations = "http://inspire.ec.europa.eu/metadata-codelist/LimitationsOnPublicAccess/">
<#if publishing.accessConstraints().isEmpty()>
<gmd:otherConstraints><@anchor limitations + "noLimitations" swedish?then("Inga begränsningar för allmänhetens tillgång", "No limitations on public access")/></gmd:otherConstraints>
<#else>
<#if publishing.accessLimitation().isPresent()><#local href = limitations + publishing.accessLimitation().get().id()><#else><#local href = ""></#if>
<@text "gmd:otherConstraints" publishing.accessConstraints() href/>
</#if>
</gmd:MD_LegalConstraints></gmd:resourceConstraints>
<gmd:resourceConstraints><gmd:MD_LegalConstraints>
<gmd:useConstraints><@code "MD_RestrictionCode" "otherRestrictions"/></gmd:useConstraints>
<gmd:otherConstraints><@anchor "https://resources.geodata.se/codelist/metadata/anvandningsrestriktioner.xml#" + restriction.code restriction.title?has_content?then(restriction.title, swedish?then("Villkoren är okända", "Conditions unknown"))/></gmd:otherConstraints>
<#if restriction.words?has_content><gmd:otherConstraints><@string restriction.words/></gmd:otherConstraints></#if>
</gmd:MD_LegalConstraints></gmd:resourceConstraints>
</#macro>

<#macro extent timed=false begin="" end="">
<gmd:EX_Extent>
<#if box??>
<gmd:geographicElement><gmd:EX_GeographicBoundingBox>
<gmd:westBoundLongitude><gco:Decimal>${box.west}</gco:Decimal></gmd:westBoundLongitude>
<gmd:eastBoundLongitude><gco:Decimal>${box.east}</gco:Decimal></gmd:eastBoundLongitude>
<gmd:southBoundLatitude><gco:Decimal>${box.south}</gco:Decimal></gmd:southBoundLatitude>
<gmd:northBoundLatitude><gco:Decimal>${box.north}</gco:Decimal></gmd:northBoundLatitude>
</gmd:EX_GeographicBoundingBox></gmd:geographicElement>
</#if>
<#if timed>
<gmd:temporalElement><gmd:EX_TemporalExtent><gmd:extent><gml:TimePeriod gml:id="time">
<#if begin?has_content><gml:beginPosition>${begin}</gml:beginPosition><#else><gml:beginPosition indeterminatePosition="unknown"/></#if>
<#if end?has_content><gml:endPosition>${end}</gml:endPosition><#else><gml:endPosition indeterminatePosition="unknown"/></#if>
</gml:TimePeriod></gmd:extent></gmd:EX_TemporalExtent></gmd:temporalElement>
</#if>
</gmd:EX_Extent>
</#macro>

<#macro scope level>
<gmd:scope><gmd:DQ_Scope><gmd:level><@code "MD_ScopeCode" level/></gmd:level><#if level != "dataset"><gmd:levelDescription><gmd:MD_ScopeDescription><gmd:other><@string swedish?then("tjänst", "service")/></gmd:other></gmd:MD_ScopeDescription></gmd:levelDescription></#if></gmd:DQ_Scope></gmd:scope>
</#macro>

<#-- What the publisher says of INSPIRE's regulation; the profile knows it by these very words. -->
<#macro conformity title day>
<#if inspire?has_content>
<gmd:report><gmd:DQ_DomainConsistency><gmd:result><gmd:DQ_ConformanceResult>
<gmd:specification><gmd:CI_Citation><gmd:title><@string title/></gmd:title><@date day "publication"/></gmd:CI_Citation></gmd:specification>
<gmd:explanation><@string swedish?then("Enligt utgivaren; se förordningen.", "According to the publisher; see the regulation.")/></gmd:explanation>
<#if inspire == "NOT_EVALUATED"><gmd:pass gco:nilReason="unknown"/><#else><gmd:pass><gco:Boolean>${(inspire == "CONFORMANT")?c}</gco:Boolean></gmd:pass></#if>
</gmd:DQ_ConformanceResult></gmd:result></gmd:DQ_DomainConsistency></gmd:report>
</#if>
</#macro>

<#-- INSPIRE's way to say which of its services an address leads to. -->
<#macro serviceLink kind url>
<gmd:onLine><gmd:CI_OnlineResource>
<gmd:linkage><gmd:URL>${url}</gmd:URL></gmd:linkage>
<gmd:protocol><@anchor "http://www.opengis.net/def/serviceType/ogc/" + kind.id() "OGC " + kind.name()/></gmd:protocol>
<gmd:applicationProfile><@anchor "https://inspire.ec.europa.eu/metadata-codelist/SpatialDataServiceType/" + kind.inspireType() kind.inspireType()/></gmd:applicationProfile>
<@text "gmd:name" kind.title()/>
</gmd:CI_OnlineResource></gmd:onLine>
</#macro>
