// Words for what a model holds. Internal to models/: explain() is the door.
#pragma once

#include <string>
#include <vector>

#include "models/bound.hpp"

namespace yuce::models {

// Shortest decimal that reads back as the same number.
std::string number_text(double value);
// As a user would write it, with no more brackets than needed; reads back as the same tree.
std::string expression_text(const Expression& tree);
// "student_t, df 5, mean 0, sd 0.8"
std::string law_text(const engine::Law& law);
// "a, b, c"
std::string list_text(const std::vector<std::string>& items);
// "3 shocks", "1 shock"
std::string count_text(std::size_t count, const std::string& singular, const std::string& plural);
// "GDP growth, 地区生产总值增速 [percent]"; empty if neither name nor unit is given.
std::string label_text(const Entry& entry);

// Lines of at most 100 columns; words are not broken. `indent` columns before the first line, `hang` before the others.
void append_wrapped(std::string& out, const std::string& text, std::size_t indent, std::size_t hang);

// `before` and the items with commas, broken only between items.
void append_list(std::string& out, const std::string& before, const std::vector<std::string>& items, std::size_t indent,
                 std::size_t hang);

// What an entry is, in one sentence without its name.
std::string parameter_text(const Model::Bound& model, std::size_t index);
std::string exogenous_text(const Model::Bound& model, std::size_t index);
std::string shock_text(const Model::Bound& model, std::size_t index);
std::string event_text(const Model::Bound& model, std::size_t index);
std::string mixture_text(const MixtureSpec& mixture);
std::string initial_text(const BoundInitial& initial);

}  // namespace yuce::models
