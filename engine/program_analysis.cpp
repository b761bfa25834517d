#include "engine/program_analysis.hpp"

#include <algorithm>

#include "engine/graph_store.hpp"

namespace yuce::engine {
namespace {

// Arguments that, when not finite, always leave the result not finite (infinity times 0 is NaN); a bit each.
unsigned passed_on(Op op) {
    switch (op) {
        case Op::neg:
        case Op::abs:
        case Op::sqrt:
        case Op::floor:
        case Op::round:
        case Op::div: return 1;
        case Op::add:
        case Op::sub:
        case Op::mul: return 3;
        case Op::fma: return 7;
        default: return 0;
    }
}

}  // namespace

Analysis::Analysis(const Graph& graph, const std::vector<ScenarioOutputs>& scenarios)
    : graph_(graph),
      system_of_(graph.size()),
      uses_(graph.size()),
      asked_by_(graph.size(), none),
      needed_(graph.size()),
      kept_(graph.size()),
      watched_(graph.size()),
      system_used_(graph.systems().size()) {
    find_systems();
    collect(scenarios);
    count_uses();
    find_watched();
}

void Analysis::find_systems() {
    for (std::uint32_t i = 0; i < graph_.size(); ++i) {
        const Node& node = graph_.node({i});
        if (node.op == Op::unknown) system_of_[i] = node.system + 1;
        const NodeId arguments[] = {node.a, node.b, node.c};
        for (int k = 0; k < argument_count(node.op); ++k) system_of_[i] = std::max(system_of_[i], system_of(arguments[k]));
    }
}

void Analysis::collect(const std::vector<ScenarioOutputs>& scenarios) {
    for (std::uint32_t s = 0; s < scenarios.size(); ++s) {
        for (const NodeId id : scenarios[s].outputs) ask(id, s);
        for (std::uint32_t k = 0; k < scenarios[s].checks.size(); ++k) {
            const Check& check = scenarios[s].checks[k];
            ask(check.node, s);
            checks_.push_back({check.node.value, s, k, check.probability});
        }
    }
    std::stable_sort(checks_.begin(), checks_.end(), [](const NodeCheck& a, const NodeCheck& b) { return a.node < b.node; });
}

void Analysis::ask(NodeId id, std::uint32_t scenario) {
    keep(id);
    watched_[id.value] = 1;
    asked_by_[id.value] = std::min(asked_by_[id.value], scenario);
}

void Analysis::keep(NodeId id) {
    needed_[id.value] = 1;
    kept_[id.value] = 1;
}

void Analysis::use(NodeId id, std::uint32_t by_system) {
    needed_[id.value] = 1;
    ++uses_[id.value];
    if (system_of(id) != by_system) kept_[id.value] = 1;
}

// Arguments stand before their users, so one sweep backwards sees every user of a node before the node.
void Analysis::count_uses() {
    for (auto i = static_cast<std::uint32_t>(graph_.size()); i-- > 0;) {
        if (needed_[i] == 0) continue;
        const Node& node = graph_.node({i});
        const NodeId arguments[] = {node.a, node.b, node.c};
        for (int k = 0; k < argument_count(node.op); ++k) use(arguments[k], system_of_[i]);
        if (node.op != Op::solution || system_used_[node.system] != 0) continue;
        system_used_[node.system] = 1;
        const System& system = graph_.systems()[node.system];
        for (const NodeId id : system.residual) keep(id);
        for (const NodeId id : system.jacobian) keep(id);
        if (!system.linear) {
            for (const NodeId id : system.guesses) keep(id);
        }
        for (const NodeId id : system.solution) keep(id);
    }
}

void Analysis::find_watched() {
    // By node: the first scenario by whose end a watched value tells of it.
    std::vector<std::uint32_t> told_by(graph_.size(), none);
    calculated_for_ = asked_by_;
    for (auto i = static_cast<std::uint32_t>(graph_.size()); i-- > 0;) {
        if (needed_[i] == 0) continue;
        if (watched_[i] != 0 && told_by[i] <= asked_by_[i]) watched_[i] = 0;
        const std::uint32_t told = watched_[i] != 0 ? std::min(calculated_for_[i], told_by[i]) : told_by[i];
        const Node& node = graph_.node({i});
        const NodeId arguments[] = {node.a, node.b, node.c};
        const unsigned passed = passed_on(node.op);
        for (unsigned k = 0; k < static_cast<unsigned>(argument_count(node.op)); ++k) {
            const std::uint32_t argument = arguments[k].value;
            calculated_for_[argument] = std::min(calculated_for_[argument], calculated_for_[i]);
            if ((passed >> k & 1U) != 0) told_by[argument] = std::min(told_by[argument], told);
        }
    }
}

std::span<const NodeCheck> Analysis::checks(NodeId id) const {
    const auto before = [](const NodeCheck& check, std::uint32_t node) { return check.node < node; };
    const auto first = std::lower_bound(checks_.begin(), checks_.end(), id.value, before);
    auto last = first;
    while (last != checks_.end() && last->node == id.value) ++last;
    return {first, last};
}

}  // namespace yuce::engine
