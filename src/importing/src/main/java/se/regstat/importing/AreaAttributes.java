package se.regstat.importing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import se.regstat.importing.format.Feature;
import se.regstat.importing.format.FeatureFile;
import se.regstat.importing.format.Problems;
import se.regstat.importing.table.AreaCodes;
import se.regstat.statistics.division.Division;

/** What the columns of a file say of its areas, whose parts carry them each: code, name, parents and land area. */
final class AreaAttributes {

    private final FileRequest request;

    /** @param request which says what the columns are */
    AreaAttributes(FileRequest request) {
        this.request = request;
    }

    void requireColumns(FeatureFile file) {
        List<String> wanted = new ArrayList<>(List.of(request.code()));
        request.name().ifPresent(wanted::add);
        request.landArea().ifPresent(wanted::add);
        request.parents().forEach(parent -> wanted.add(parent.column()));
        for (String column : wanted) FeatureChoice.require(column, file, request.file());
    }

    Map<String, List<Feature>> byCode(Division division, FeatureFile file, Problems problems) {
        Map<String, List<Feature>> byCode = new LinkedHashMap<>();
        for (Feature feature : file.features()) {
            String code = feature.attribute(request.code());
            if (code.isEmpty()) {
                problems.add(feature.position(), "it has no code in column '" + request.code() + "'");
            } else if (!division.acceptsCode(code)) {
                problems.add(feature.position(), AreaCodes.malformed(division, code));
            } else {
                byCode.computeIfAbsent(code, c -> new ArrayList<>()).add(feature);
            }
        }
        if (!request.dissolve()) {
            byCode.values().stream().filter(features -> features.size() > 1).forEach(features -> {
                Feature first = features.get(0);
                for (Feature again : features.subList(1, features.size())) {
                    problems.add(
                            again.position(),
                            "code " + first.attribute(request.code()) + " is that of " + first.position() + " already");
                    problems.advise("If features with the same code are parts of one area, --dissolve joins them");
                }
            });
        }
        return byCode;
    }

    Map<String, String> parents(List<Feature> features, List<Parentage> parentages, Problems problems) {
        Map<String, String> parents = new HashMap<>();
        for (Parentage parentage : parentages) {
            String division = parentage.division().id();
            String column = parentage.column().column();
            for (Feature feature : features) {
                String code = feature.attribute(column);
                String earlier = parents.get(division);
                if (code.isEmpty()) {
                    problems.add(feature.position(), "it has no code of " + division + " in column '" + column + "'");
                } else if (!parentage.division().acceptsCode(code)) {
                    problems.add(feature.position(), AreaCodes.malformed(parentage.division(), code));
                } else if (parentage.vintage().isPresent() && !parentage.codes().contains(code)) {
                    problems.add(
                            feature.position(),
                            "its " + division + " " + code + " is not in "
                                    + parentage.vintage().get());
                    parentage.advice().ifPresent(problems::advise);
                } else if (earlier != null && !earlier.equals(code)) {
                    problems.add(
                            feature.position(),
                            "its " + division + " is " + code + ", that of another part of the same area " + earlier);
                } else {
                    parents.put(division, code);
                }
            }
        }
        return parents;
    }

    String name(String code, List<Feature> features, List<String> warnings) {
        if (request.name().isEmpty()) return "";
        List<String> names = features.stream()
                .map(feature -> feature.attribute(request.name().get()))
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
        if (names.size() > 1) {
            warnings.add("the parts of " + code + " have different names (" + String.join(", ", names)
                    + "); the first was taken");
        }
        return names.isEmpty() ? "" : names.get(0);
    }

    OptionalDouble landArea(List<Feature> features, Problems problems) {
        if (request.landArea().isEmpty()) return OptionalDouble.empty();
        OptionalDouble landArea = OptionalDouble.empty();
        for (Feature feature : features) {
            String text = feature.attribute(request.landArea().get());
            if (text.isEmpty()) continue;
            double value;
            try {
                value = Double.parseDouble(text.replace(',', '.'));
            } catch (NumberFormatException e) {
                value = Double.NaN;
            }
            if (!(value >= 0 && value < 1e6)) {
                problems.add(feature.position(), "its land area '" + text + "' is not a number of km²");
            } else if (landArea.isPresent() && landArea.getAsDouble() != value) {
                problems.add(
                        feature.position(),
                        "its land area is " + text + ", that of another part of the same area " + landArea.getAsDouble()
                                + "; whether they are to be added cannot be told: leave --land-area out");
            } else {
                landArea = OptionalDouble.of(value);
            }
        }
        return landArea;
    }
}
