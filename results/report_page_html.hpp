// HTML and JSON from text nobody has checked.
#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include "results/result_set.hpp"

namespace yuce::results::page {

// Text as it may stand in elements and in quoted attributes; control characters are left out.
std::string escaped(const std::string& text);
// Both languages of a label, escaped; the one not chosen is hidden by the style sheet.
std::string both(const Label& text);
// The same of what is HTML already.
std::string both_html(const Label& html);
// A label's texts where one language may be missing: the other stands in, else `otherwise`.
Label filled(const Label& label, const std::string& otherwise);

// "joint[0,3,5]"
std::string at(const std::string& dataset, std::initializer_list<std::size_t> index);
// The same of a whole axis: "joint[0,3,*]" where the index is `whole`.
inline constexpr std::size_t whole = static_cast<std::size_t>(-1);

// A figure with its source. `how` is the rule where the source names several: difference (first minus second), product,
// sum, mean_count (of a distribution over 0, 1, ..), shift ((first - second) / third), complement (1 - it), count_equal (entries
// of the dataset equal to it), lengths (of the datasets, added), stands_in (the text holds it).
std::string figure(const std::string& source, const std::string& text, const std::string& how = "");

// JSON in which < > & are escaped, so that it can stand inside a script element.
std::string json_text(const std::string& text);
std::string json_label(const Label& label);
std::string json_numbers(const std::vector<double>& values);  // null for what is not finite
// {"source":..,"values":[..]}
std::string json_series(const std::string& source, const std::vector<double>& values);
std::string json_series(const std::vector<std::string>& sources, const std::vector<double>& values);

// "sha256-..." as Content-Security-Policy has it.
std::string policy_hash(const std::string& text);

}  // namespace yuce::results::page
