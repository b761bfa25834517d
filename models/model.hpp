// A bound model: names resolved, equations ordered into blocks, everything checked that does not depend on a horizon.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/diagnostics.hpp"
#include "models/model_spec.hpp"

namespace yuce::models {

// Baseline figures by id, in their units. In `check MODEL` without a batch there are none: base names are then taken on trust.
using Baseline = std::map<std::string, double>;

// One step of the solving order: a single equation, or several solved together.
struct BlockView {
    std::vector<std::string> variables;
    bool simultaneous = false;
    bool linear = false;
};

// Immutable; may be shared between threads.
class Model {
public:
    // Parses, binds and orders; all mistakes go to `diagnostics` (nothing returned if there are errors). baseline nullptr: unknown.
    static std::optional<Model> bind(ModelSpec spec, const Baseline* baseline, Diagnostics& diagnostics);
    Model(Model&&) noexcept;
    Model& operator=(Model&&) noexcept;
    ~Model();

    const ModelSpec& spec() const;
    // In the order of the equations; without an annual block the indicators are the variables.
    const std::vector<std::string>& variables() const;
    const std::vector<std::string>& indicators() const;
    std::vector<BlockView> blocks() const;
    // Names (variables, shocks, parameters, exogenous, events) that the variable or indicator uses directly.
    std::vector<std::string> inputs_of(const std::string& name) const;
    // All that reach it, through other variables and lags, nearest first.
    std::vector<std::string> drivers_of(const std::string& name) const;

    struct Bound;
    const Bound& bound() const { return *bound_; }

private:
    Model();
    std::unique_ptr<Bound> bound_;
};

// The printed form of `yuce explain`: equations in solving order, blocks, shocks, what drives each indicator.
// `indicator` non-empty: only that one. Plain UTF-8 text, at most 100 columns where names allow.
std::string explain(const Model& model, const std::string& indicator = {});

// The functions of the language with arguments and meaning: one table for parser, page and `describe`.
struct FunctionEntry {
    std::string_view name;
    int min_arguments, max_arguments;  // max -1: any number
    bool annual_only;
    std::string_view signature, meaning;
};
const std::vector<FunctionEntry>& function_table();

}  // namespace yuce::models
