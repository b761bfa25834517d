#include "results/comparison.hpp"
#include "results/json_text.hpp"

namespace yuce::results {
namespace {

std::string strings(const std::vector<std::string>& texts) {
    JsonList all = json_array();
    for (const std::string& text : texts) all.add(json_quoted(text));
    return all.text();
}

std::string file_json(const ComparedFile& file) {
    return json_object()
        .add("file", json_quoted(file.name))
        .add("batch", json_quoted(file.batch))
        .add("paths", json_number(file.paths))
        .add("seed", json_number(file.seed))
        .add("sampling", json_quoted(file.sampling))
        .add("overrides", json_quoted(file.overrides))
        .add("engine_version", json_quoted(file.engine_version))
        .add("digest", json_quoted(file.digest))
        .text();
}

std::string only_json(const OnlyIn& only) {
    return json_object()
        .add("scenarios", strings(only.scenarios))
        .add("targets", strings(only.targets))
        .add("goals", strings(only.goals))
        .add("indicators", strings(only.indicators))
        .text();
}

enum class RowKind { target, goal, indicator };

std::string rows_json(const std::vector<ComparedRow>& rows, RowKind kind, Pairing pairing) {
    JsonList all = json_array();
    for (const ComparedRow& row : rows) {
        JsonList object = json_object();
        object.add("id", json_quoted(row.id));
        if (kind != RowKind::goal) object.add("year", json_number(row.year));
        object.add(kind == RowKind::indicator ? "mean_a" : "probability_a", json_number(row.a.value))
            .add(kind == RowKind::indicator ? "mean_b" : "probability_b", json_number(row.b.value))
            .add("difference", json_number(row.difference.value))
            .add("low", json_number(row.difference.low))
            .add("high", json_number(row.difference.high));
        if (kind != RowKind::indicator) {
            object.add("same_question", row.same_question ? "true" : "false");
            object.add("only_a", pairing == Pairing::paired ? json_number(row.only_a) : "null");
            object.add("only_b", pairing == Pairing::paired ? json_number(row.only_b) : "null");
        }
        all.add(object.text());
    }
    return all.text();
}

}  // namespace

std::string comparison_json(const Comparison& c) {
    JsonList scenarios = json_array();
    for (const ComparedScenario& s : c.scenarios) {
        scenarios.add(json_object()
                          .add("id", json_quoted(s.a.id))
                          .add("id_b", json_quoted(s.b.id))
                          .add("paths_both", c.pairing == Pairing::paired ? json_number(s.paths_both) : "null")
                          .add("targets", rows_json(s.targets, RowKind::target, c.pairing))
                          .add("goals", rows_json(s.goals, RowKind::goal, c.pairing))
                          .add("indicators", rows_json(s.indicators, RowKind::indicator, c.pairing))
                          .text());
    }
    return json_object()
        .add("a", file_json(c.a))
        .add("b", file_json(c.b))
        .add("equal", c.equal ? "true" : "false")
        .add("pairing", json_quoted(c.pairing == Pairing::paired ? "paired" : "unpaired"))
        .add("reason", c.pairing == Pairing::paired ? "null" : json_quoted(c.reason.en))
        .add("changed_inputs", strings(c.changed_inputs))
        .add("scenarios", scenarios.text())
        .add("only_a", only_json(c.only_a))
        .add("only_b", only_json(c.only_b))
        .text();
}

}  // namespace yuce::results
