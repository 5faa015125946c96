<#ftl output_format="JSON">{"version":"${version?json_string}","exceptions":[{"code":"${code?json_string}","locator":"${locator?json_string}","text":"${message?json_string}"}]}
