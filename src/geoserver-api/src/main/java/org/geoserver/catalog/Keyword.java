package org.geoserver.catalog;

/** A keyword. */
public class Keyword implements KeywordInfo {
    private final String value;
    private String language;
    private String vocabulary;

    public Keyword(String value) {
        this.value = value;
    }

    @Override
    public String getValue() {
        return value;
    }

    @Override
    public String getLanguage() {
        return language;
    }

    @Override
    public void setLanguage(String language) {
        this.language = language;
    }

    @Override
    public String getVocabulary() {
        return vocabulary;
    }

    @Override
    public void setVocabulary(String vocabulary) {
        this.vocabulary = vocabulary;
    }

    @Override
    public String toString() {
        return value;
    }
}
