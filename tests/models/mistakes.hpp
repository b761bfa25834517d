// What binding and parsing say, one line a diagnostic: "LINE:COLUMN: message (suggestion)", warnings marked.
#pragma once

#include <string>

#include "models/bound.hpp"
#include "tests/models/small_model.hpp"

namespace yuce::models::testing {

inline std::string lines_of(const Diagnostics& diagnostics) {
    std::string out;
    for (const Diagnostic& d : diagnostics.sorted()) {
        out += std::to_string(d.place.line) + ":" + std::to_string(d.place.column) + ": ";
        out += (d.severity == yuce::Severity::warning ? "warning: " : "") + d.message;
        out += (d.suggestion.empty() ? "" : " (" + d.suggestion + ")") + "\n";
    }
    return out;
}

inline std::string mistakes_of(const SpecBuilder& builder, const Baseline* baseline = nullptr) {
    Diagnostics diagnostics;
    const auto model = Model::bind(builder.spec, baseline, diagnostics);
    EXPECT_EQ(model.has_value(), !diagnostics.has_errors());
    return lines_of(diagnostics);
}

// Of the equations alone.
inline std::string mistakes_in(const std::string& equations) {
    Diagnostics diagnostics;
    parse_equations(expression_of(equations), diagnostics);
    return lines_of(diagnostics);
}

inline engine::Law normal_law() { return law_of("normal", {{"sd", 1.0}}); }

}  // namespace yuce::models::testing
