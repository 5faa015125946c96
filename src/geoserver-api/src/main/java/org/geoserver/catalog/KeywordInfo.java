package org.geoserver.catalog;

/** A keyword. */
public interface KeywordInfo {
    String getValue();

    String getLanguage();

    void setLanguage(String language);

    String getVocabulary();

    void setVocabulary(String vocabulary);
}
