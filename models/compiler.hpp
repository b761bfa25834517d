// One scenario of a bound model laid out period by period in an engine graph. Internal to models/: compile() is the door.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/graph.hpp"
#include "models/bound.hpp"
#include "models/compile.hpp"
#include "models/dependence.hpp"

namespace yuce::models {

// The gamma law of that shape and scale; chi-square with df degrees of freedom is gamma_law(df / 2, 2).
engine::Law gamma_law(double shape, double scale);

class Compiler {
public:
    Compiler(engine::Graph& graph, const Model::Bound& model, const Horizon& horizon, const Assumptions& assumptions,
             Diagnostics& diagnostics);
    // Nothing if there were mistakes.
    std::optional<CompiledScenario> run();

private:
    using NodeId = engine::NodeId;
    enum class State : std::uint8_t { untouched, in_progress, done };
    struct Slot {
        State state = State::untouched;
        NodeId node;
    };

    // compile.cpp: the order of calculation
    void compile_period(int t);
    void solve_block(const Block& block, int t);
    void solve_together(const Block& block, int t);
    void compile_year(int year);
    CompiledScenario collect();
    void check(NodeId node, int t, std::string what, bool probability);

    // compile_expression.cpp: trees to nodes. t is a calendar index; of annual expressions the last period of the year.
    NodeId evaluate(const Expression& expression, int t);
    NodeId reference(const Expression& expression, int t);
    NodeId call(const Expression& call, int t);
    NodeId sum_or_difference(const Expression& call, int t);
    NodeId power(const Expression& call, int t);
    NodeId elementwise(const Expression& call, int t);
    NodeId fold(engine::Op op, const Expression& call, int t);
    NodeId so_far(const Expression& argument, int t, int shift);
    NodeId gamma_quantile(NodeId u, NodeId shape, NodeId scale);
    NodeId year_aggregate(const Expression& call, int t);
    NodeId weighted_mean(const Expression& call, int first);
    NodeId compounded(const Expression& argument, int first);
    NodeId year_sum(const Expression& argument, int first);
    NodeId growth_percent(NodeId now, NodeId before);
    NodeId calendar(std::uint32_t which, int t) const;

    // compile_values.cpp: what a name stands for
    NodeId variable_at(const Expression& reference, int t);
    NodeId exogenous_at(const Expression& reference, int t);
    NodeId indicator_at(const Expression& reference, int year);
    NodeId parameter(std::uint32_t index);
    NodeId parameter_value(std::uint32_t index);
    NodeId from_initial(const std::optional<BoundInitial>& initial, int t, int default_newest, const Expression& reference);
    NodeId initial_value(const Expression& value, const Expression& reference, const std::string& when);
    std::optional<NodeId> first_guess(std::size_t variable, int t);
    std::string when(int t) const;

    // compile_draws.cpp: random numbers
    NodeId draw(const engine::Law& law, const std::string& kind, const std::string& name, int stream_period);
    NodeId normal(const std::string& kind, const std::string& name, int stream_period);
    NodeId shock(std::uint32_t index, int t);
    NodeId shock_deviation(std::uint32_t index, int t, double centre);
    std::optional<NodeId> mixture_of(const ShockSpec& shock, int t);
    int stream_period(Per per, int t) const;
    bool frozen(const Entry& entry) const;

    // compile_events.cpp
    const EventSpec& event_spec(std::uint32_t index) const;
    NodeId onset(std::uint32_t index, int t);
    NodeId occurrence(std::uint32_t index, int t);
    NodeId probability(std::uint32_t index, int t);
    NodeId severity(std::uint32_t index, int t);
    NodeId event(std::uint32_t index, int t);
    NodeId standing(std::uint32_t index, int t);
    std::optional<NodeId> timed(const EventSpec& event, int t);
    bool possible(const EventSpec& event, int t) const;

    NodeId number(double value) { return graph_.constant(value); }
    int horizon_index(int t) const { return t - horizon_.first; }
    int year(int t) const { return year_of(horizon_.frequency, t); }
    int year_begin(int year) const { return period_index(horizon_.frequency, year, 1); }
    int per_year() const { return periods_per_year(horizon_.frequency); }

    engine::Graph& graph_;
    const Model::Bound& model_;
    const Horizon& horizon_;
    const Assumptions& assumptions_;
    Diagnostics& diagnostics_;
    Dependence dependence_;
    std::vector<int> years_;
    std::map<std::string, std::size_t> mixture_of_shock_;    // index in spec.mixtures
    std::vector<std::optional<SeriesPath>> exogenous_;       // by exogenous
    std::vector<std::optional<Expression>> own_parameters_;  // expressions a scenario brings
    std::vector<std::optional<Expression>> own_probabilities_;
    std::vector<Slot> parameters_;
    std::vector<std::vector<NodeId>> variables_;               // [variable][period]
    std::vector<std::vector<NodeId>> indicators_;              // [indicator][year]
    std::vector<std::vector<Slot>> shocks_, onsets_, events_;  // [entry][period]
    std::vector<engine::Check> checks_;
};

}  // namespace yuce::models
