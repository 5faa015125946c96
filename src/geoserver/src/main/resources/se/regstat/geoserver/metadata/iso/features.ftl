<#import "common.ftl" as iso>
<?xml version="1.0" encoding="UTF-8"?>
<gfc:FC_FeatureCatalogue xmlns:gfc="http://www.isotc211.org/2005/gfc" xmlns:gmd="http://www.isotc211.org/2005/gmd" xmlns:gco="http://www.isotc211.org/2005/gco" xmlns:gmx="http://www.isotc211.org/2005/gmx" xmlns:gml="http://www.opengis.net/gml" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" uuid="${id}" id="catalogue">
<@iso.text "gmx:name" title/>
<@iso.text "gmx:scope" scope/>
<gmx:versionNumber><@iso.string day/></gmx:versionNumber>
<gmx:versionDate><gco:Date>${day}</gco:Date></gmx:versionDate>
<gmx:language><@iso.string swedish?then("swe", "eng")/></gmx:language>
<gmx:characterSet><@iso.code "MD_CharacterSetCode" "utf8"/></gmx:characterSet>
<gmx:locale><gmd:PT_Locale id="${swedish?then("en", "sv")}"><gmd:languageCode><@iso.languageCode swedish?then("eng", "swe")/></gmd:languageCode><gmd:characterEncoding><@iso.code "MD_CharacterSetCode" "utf8"/></gmd:characterEncoding></gmd:PT_Locale></gmx:locale>
<gfc:producer><@iso.party "pointOfContact" organisation.metadataEmail()/></gfc:producer>
<#list types as type>
<gfc:featureType><gfc:FC_FeatureType id="type_${type?index}">
<gfc:typeName><gco:LocalName>${type.name}</gco:LocalName></gfc:typeName>
<@iso.text "gfc:definition" type.title/>
<gfc:isAbstract><gco:Boolean>false</gco:Boolean></gfc:isAbstract>
<gfc:featureCatalogue xlink:href="#catalogue"/>
<#list type.attributes as attribute>
<gfc:carrierOfCharacteristics><gfc:FC_FeatureAttribute>
<gfc:featureType xlink:href="#type_${type?index}"/>
<gfc:memberName><gco:LocalName>${attribute.name()}</gco:LocalName></gfc:memberName>
<@iso.text "gfc:definition" attribute.definition()/>
<gfc:cardinality><gco:Multiplicity><gco:range><gco:MultiplicityRange><gco:lower><gco:Integer>${attribute.mandatory()?then(1, 0)}</gco:Integer></gco:lower><gco:upper><gco:UnlimitedInteger>1</gco:UnlimitedInteger></gco:upper></gco:MultiplicityRange></gco:range></gco:Multiplicity></gfc:cardinality>
<#if !attribute.unit().isEmpty()>
<gfc:valueMeasurementUnit><gml:BaseUnit gml:id="unit_${type?index}_${attribute?index}"><gml:identifier codeSpace="urn:regstat">${attribute.unit().en()}</gml:identifier><gml:name>${swedish?then(attribute.unit().sv(), attribute.unit().en())}</gml:name><gml:unitsSystem xlink:href="#catalogue"/></gml:BaseUnit></gfc:valueMeasurementUnit>
</#if>
<#list attribute.codes() as code>
<gfc:listedValue><gfc:FC_ListedValue><gfc:label><@iso.string code.value()/></gfc:label><gfc:code><@iso.string code.value()/></gfc:code><@iso.text "gfc:definition" code.meaning()/></gfc:FC_ListedValue></gfc:listedValue>
</#list>
<gfc:valueType><gco:TypeName><gco:aName><@iso.string attribute.type()/></gco:aName></gco:TypeName></gfc:valueType>
</gfc:FC_FeatureAttribute></gfc:carrierOfCharacteristics>
</#list>
</gfc:FC_FeatureType></gfc:featureType>
</#list>
</gfc:FC_FeatureCatalogue>
