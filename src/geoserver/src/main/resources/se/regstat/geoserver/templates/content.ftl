<#ftl output_format="HTML">
<#-- Written by the Regstat plugin, which leaves the file alone once you change it; its texts no longer follow indicators.yml then.
     It is called once for each layer with anything at the place asked about. -->
@texts@
<#assign asked = "sv">
<#if request??><#if request.LANGUAGE?? && request.LANGUAGE?is_string><#assign asked = request.LANGUAGE></#if></#if>
<#assign lang = asked?lower_case?starts_with("sv")?string("sv", "en")>
<#setting locale = (lang == "sv")?string("sv_SE", "en_GB")>
<#assign words = {
  "none": {"sv": "inget värde", "en": "no value"},
  "year": {"sv": "År", "en": "Year"},
  "vintage": {"sv": "Version", "en": "Vintage"},
  "status": {"sv": "Status", "en": "Status"},
  "reason": {"sv": "Skäl", "en": "Reason"},
  "origin": {"sv": "Ursprung", "en": "Origin"},
  "likely": {"sv": "Troligen mellan", "en": "Likely between"},
  "reliability": {"sv": "Tillförlitlighet", "en": "Reliability"},
  "between": {"sv": "Säkert mellan, källans år", "en": "Surely between, in the source's year"},
  "and": {"sv": "och", "en": "and"},
  "at_least": {"sv": "Minst", "en": "At least"},
  "coverage": {"sv": "Täckning", "en": "Coverage"},
  "weighting": {"sv": "Viktning", "en": "Weighting"},
  "break": {"sv": "Seriebrott", "en": "Series break"},
  "break_text": {"sv": "inte jämförbart med perioden före", "en": "not comparable with the period before"},
  "break_size": {"sv": "; gränserna ensamma gör ", "en": "; the borders alone make "},
  "change": {"sv": "Förändring sedan", "en": "Change since"},
  "points": {"sv": "procentenheter", "en": "percentage points"},
  "of": {"sv": "Beräknat av", "en": "Computed from"},
  "definition": {"sv": "Definition", "en": "Definition"},
  "reading": {"sv": "Så läser du siffran", "en": "How to read it"},
  "caveat": {"sv": "Tänk på", "en": "Keep in mind"},
  "source": {"sv": "Källa", "en": "Source"},
  "licence": {"sv": "Licens", "en": "Licence"},
  "goes_from": {"sv": "Från", "en": "From"},
  "goes_to": {"sv": "till", "en": "to"},
  "of_all": {"sv": "Av alla därifrån, de som stannar medräknade", "en": "Of all from there, those who stay counted"},
  "series": {"sv": "Tidsserie", "en": "Time series"}
}>
<#-- What attributes are called in cards of areas. -->
<#assign titles = {
  "code": {"sv": "Kod", "en": "Code"},
  "area_name": {"sv": "Namn", "en": "Name"},
  "name_origin": {"sv": "", "en": ""},
  "local_name": {"sv": "Lokalt namn", "en": "Local name"},
  "valid_from": {"sv": "Gäller från och med", "en": "Valid from"},
  "valid_to": {"sv": "Gäller till och med", "en": "Valid until"},
  "area_km2": {"sv": "Area, km²", "en": "Area, km²"},
  "land_area_km2": {"sv": "Landareal, km²", "en": "Land area, km²"},
  "vintage": {"sv": "Version", "en": "Vintage"},
  "year": {"sv": "År", "en": "Year"},
  "from_code": {"sv": "Kod före", "en": "Code before"},
  "to_code": {"sv": "Kod efter", "en": "Code after"},
  "kind_sv": {"sv": "Ändring", "en": ""},
  "kind_en": {"sv": "", "en": "Change"},
  "kind": {"sv": "", "en": ""},
  "period": {"sv": "", "en": ""},
  "count": {"sv": "Antal", "en": "Number"},
  "date": {"sv": "Datum", "en": "Date"}
}>
<#-- Empty for an attribute that says nothing to a reader of the language. -->
<#function title attribute>
<#if titles[attribute]??><#return titles[attribute][lang]></#if>
<#if indicators[attribute]??><#return indicators[attribute].title[lang]></#if>
<#local division = attribute?remove_ending("_code")>
<#if divisions[division]??><#return divisions[division].title[lang]></#if>
<#return attribute>
</#function>
<#-- A code with the name of the area it is the code of, where that is known. -->
<#function named attribute code>
<#local division = attribute?remove_ending("_code")>
<#if divisions[division]?? && divisions[division].names[code]??><#return divisions[division].names[code] + " (" + code + ")"></#if>
<#return code>
</#function>
<#-- Whether area_name was published: a local one is told as such, and what is made of another area's name and a code is none. -->
<#function published feature><#return !feature.name_origin?? || feature.name_origin.value == "published"></#function>
<#function said word><#return words[word][lang]></#function>
<#function number attribute><#return attribute?? && attribute.rawValue?? && attribute.rawValue?is_number></#function>
<#macro row head text><#if text?has_content><dt>${head}</dt><dd>${text}</dd></#if></#macro>
<style>
.regstat { margin: 0 0 1rem; padding: .75rem 1rem; max-width: 26rem; color: #1c2733; font: 14px/1.45 system-ui, "Noto Sans", "DejaVu Sans", sans-serif; }
.regstat h2 { margin: 0; font-size: 1.05rem; line-height: 1.25; }
.regstat p { margin: .15rem 0; }
.regstat .where { color: #5a6875; }
.regstat .value { margin: .4rem 0; font-size: 1.6rem; line-height: 1.2; font-weight: 600; color: #0b5c63; }
.regstat .value small { font-size: .95rem; font-weight: 400; color: #5a6875; }
.regstat .value.none { font-size: 1.15rem; color: #8a4b00; }
.regstat img { display: block; max-width: 100%; height: auto; margin: .5rem 0; border: 1px solid #d9dfe4; border-radius: 4px; }
.regstat dl { margin: .4rem 0 0; display: grid; grid-template-columns: fit-content(45%) 1fr; gap: .15rem .8rem; font-size: .9rem; }
.regstat dt { color: #5a6875; }
.regstat dd { margin: 0; overflow-wrap: anywhere; }
.regstat .caveat { margin-top: .5rem; padding: .35rem .6rem; background: #fff4e0; border-left: 4px solid #e09f3e; font-size: .9rem; }
</style>
<#list features as feature>
<article class="regstat" lang="${lang}">
<#if layers[type.name]?? && feature.code?? && feature.year??>
  <#assign layer = layers[type.name]>
  <#assign indicator = indicators[layer.indicator]>
  <#assign unit = indicator.unit[lang]>
  <#assign status = feature.status.value>
  <h2>${indicator.title[lang]}</h2>
  <#assign place = published(feature)?then(feature.area_name.value, "")>
  <#if feature.local_name?? && feature.local_name.value?has_content><#assign place = feature.local_name.value></#if>
  <p class="where"><#if place?has_content>${place} · </#if><code>${feature.code.value}</code><#if layer.parent??> · ${named(layer.parent, feature.code.value[0..*layer.digits])}</#if></p>
  <#if number(feature.value)>
  <p class="value">${feature.value.rawValue?string(indicator.format)} <small>${unit} · ${feature.year.value}</small></p>
  <#else>
  <p class="value none"><#if statuses[status]??>${statuses[status][lang]}<#else>${said("none")}</#if> <small>· ${feature.year.value}</small></p>
  </#if>
  <#if layer.years gt 1>
  <#assign series = "regstat-info/series.svg"><#if request?? && request.REGSTAT_SERIES??><#assign series = request.REGSTAT_SERIES></#if>
  <img src="${series}${series?contains("?")?then("&", "?")}layer=${type.name?url("UTF-8")}&amp;code=${feature.code.value?url("UTF-8")}&amp;language=${lang}" width="380" alt="${said("series")}: ${indicator.title[lang]}, <#if place?has_content>${place} (${feature.code.value})<#else>${feature.code.value}</#if>">
  </#if>
  <dl>
    <@row head=said("year") text=feature.year.value/>
    <@row head=said("vintage") text=feature.vintage.value/>
    <#if statuses[status]??><@row head=said("status") text=statuses[status][lang]/></#if>
    <#if feature.reason?? && reasons[feature.reason.value]??><@row head=said("reason") text=reasons[feature.reason.value][lang]/></#if>
    <#if origins[feature.origin.value]??><@row head=said("origin") text=origins[feature.origin.value][lang]/></#if>
    <#-- How good a re-aggregated value is; other layers have none of this. -->
    <#if feature.reliability?? && reliabilities[feature.reliability.value]??><@row head=said("reliability") text=reliabilities[feature.reliability.value][lang]/></#if>
    <#if feature.interval_low?? && number(feature.interval_low) && number(feature.interval_high) && feature.interval_high.rawValue gt feature.interval_low.rawValue>
    <@row head=said("likely") text="${feature.interval_low.rawValue?string(indicator.format)} ${said('and')} ${feature.interval_high.rawValue?string(indicator.format)}"/>
    </#if>
    <#if feature.lower?? && number(feature.lower)>
    <#if number(feature.upper)>
    <#if feature.upper.rawValue gt feature.lower.rawValue>
    <@row head=said("between") text="${feature.lower.rawValue?string(indicator.format)} ${said('and')} ${feature.upper.rawValue?string(indicator.format)}"/>
    </#if>
    <#else>
    <@row head=said("at_least") text=feature.lower.rawValue?string(indicator.format)/>
    </#if>
    </#if>
    <#if feature.coverage?? && number(feature.coverage) && feature.coverage.rawValue lt 0.9995>
    <@row head=said("coverage") text="${(100 * feature.coverage.rawValue)?string(',##0.0')} %"/>
    </#if>
    <#if feature.weighting??><@row head=said("weighting") text=feature.weighting.value/></#if>
    <#if feature.series_break?? && feature.series_break.value == "true">
    <#assign broken = said("break_text")>
    <#if number(feature.break_size)><#assign broken = broken + said("break_size") + (feature.break_size.rawValue gt 0)?string("+", "") + feature.break_size.rawValue?string(indicator.format)></#if>
    <@row head=said("break") text=broken/>
    </#if>
    <#if number(feature.change)>
    <#assign sign = (feature.change.rawValue gt 0)?string("+", "")>
    <#assign measure = indicator.points?string(said("points"), "%")>
    <@row head="${said('change')} ${feature.base_year.value}" text="${sign}${feature.change.rawValue?string(',##0.0')} ${measure}"/>
    </#if>
    <#if number(feature.numerator) && number(feature.denominator)>
    <@row head=said("of") text="${feature.numerator.rawValue?string(',##0.##')} / ${feature.denominator.rawValue?string(',##0.##')}"/>
    </#if>
    <@row head=said("definition") text=indicator.definition[lang]/>
    <@row head=said("reading") text=indicator.reading[lang]/>
    <#assign source = feature.source.value>
    <#if lang == "sv"><#assign source = source?replace("^derived from ", "härlett ur ", "r")></#if>
    <#if !source?has_content><#assign source = indicator.source></#if>
    <#if !source?has_content><#assign source = indicator.producer></#if>
    <@row head=said("source") text=source/>
    <@row head=said("licence") text=indicator.licence/>
  </dl>
  <#if indicator.caveat[lang]?has_content>
  <p class="caveat"><strong>${said("caveat")}:</strong> ${indicator.caveat[lang]}</p>
  </#if>
<#elseif feature.from_name?? && feature.to_name??>
  <h2>${said("goes_from")} ${feature.from_name.value} (${feature.from_code.value}) ${said("goes_to")} ${feature.to_name.value} (${feature.to_code.value})</h2>
  <p class="value">${feature.value.rawValue?string(",##0.##")} <small>${feature.year.value}</small></p>
  <dl>
    <#if number(feature.share)><@row head=said("of_all") text="${(100 * feature.share.rawValue)?string(',##0.0')} %"/></#if>
    <@row head=said("year") text=feature.year.value/>
    <@row head=said("vintage") text=feature.vintage.value/>
    <#if statuses[feature.status.value]??><@row head=said("status") text=statuses[feature.status.value][lang]/></#if>
    <@row head=said("source") text=feature.source.value/>
  </dl>
<#else>
  <h2><#if feature.type?? && feature.type.title??>${feature.type.title}<#else>${type.name}</#if></h2>
  <dl>
  <#list feature.attributes as attribute>
    <#if !attribute.isGeometry && (published(feature) || attribute.name != "area_name") && attribute.rawValue?? && title(attribute.name)?has_content>
    <#if attribute.rawValue?is_number && !attribute.name?matches("year|valid_from|valid_to|base_year")>
    <@row head=title(attribute.name) text=attribute.rawValue?string(",##0.####")/>
    <#else>
    <@row head=title(attribute.name) text=named(attribute.name, attribute.value)/>
    </#if>
    </#if>
  </#list>
  </dl>
</#if>
</article>
</#list>
