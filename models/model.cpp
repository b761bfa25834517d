#include "models/model.hpp"

#include <set>
#include <utility>

#include "models/bound.hpp"
#include "models/names.hpp"

namespace yuce::models {
namespace {

// What a user means by a name: the indicator that `annual` calculates, else the entry of the shared namespace.
std::optional<Symbol> meant(const Model::Bound& model, const std::string& name) {
    const Names names(model);
    const std::optional<Symbol> indicator = names.find_indicator(name);
    return model.spec.annual && indicator ? indicator : names.find(name);
}

}  // namespace

Model::Model() : bound_(std::make_unique<Bound>()) {}
Model::Model(Model&&) noexcept = default;
Model& Model::operator=(Model&&) noexcept = default;
Model::~Model() = default;

const ModelSpec& Model::spec() const { return bound_->spec; }
const std::vector<std::string>& Model::variables() const { return bound_->variables; }
const std::vector<std::string>& Model::indicators() const { return bound_->indicators; }

std::vector<BlockView> Model::blocks() const {
    std::vector<BlockView> views;
    for (const Block& block : bound_->blocks) {
        BlockView view;
        for (const std::size_t v : block.variables) view.variables.push_back(bound_->variables[v]);
        view.simultaneous = block.simultaneous;
        view.linear = block.linear;
        views.push_back(std::move(view));
    }
    return views;
}

std::vector<std::string> Model::inputs_of(const std::string& name) const {
    std::vector<std::string> names;
    const std::optional<Symbol> symbol = meant(*bound_, name);
    if (!symbol) return names;
    std::set<std::string> seen;
    for (const Symbol input : models::inputs_of(*bound_, *symbol)) {
        if (seen.insert(name_of(*bound_, input)).second) names.push_back(name_of(*bound_, input));
    }
    return names;
}

std::vector<std::string> Model::drivers_of(const std::string& name) const {
    std::vector<std::string> names;
    const std::optional<Symbol> symbol = meant(*bound_, name);
    if (!symbol) return names;
    std::set<std::string> seen;
    for (const Driver& driver : models::drivers_of(*bound_, *symbol)) {
        if (seen.insert(name_of(*bound_, driver.symbol)).second) names.push_back(name_of(*bound_, driver.symbol));
    }
    return names;
}

}  // namespace yuce::models
