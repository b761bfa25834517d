#include "engine/graph.hpp"

#include <bit>
#include <cassert>
#include <cmath>
#include <limits>
#include <unordered_set>
#include <utility>

#include "engine/graph_simplify.hpp"
#include "engine/graph_store.hpp"
#include "engine/interpreter.hpp"
#include "engine/law_base.hpp"

namespace yuce::engine {
namespace {

struct alignas(64) EightLanes {
    double values[8];
    explicit EightLanes(double x) {
        for (double& value : values) value = x;
    }
};

double folded(Op op, double a, double b, double c) {
    const EightLanes x(a), y(b), z(c);
    EightLanes out(0);
    interpreter(Isa::best).apply(math_rows(Isa::best), op, out.values, x.values, y.values, z.values);
    return out.values[0];
}

bool is_cut(const Law& law) { return law.low || law.high; }

// All laws but uniform, two-piece and discrete ones: their quantile is taken at the standard normal number.
bool goes_by_normal(const Law& law) {
    const bool closed = law.kind == LawKind::uniform || (law.kind == LawKind::two_piece_normal && !is_cut(law));
    return !closed && !law_is_discrete(law);
}

// Whether one of the residuals can jump or bend with the unknowns where its derivative does not show it: rounding and comparisons
// have the derivative 0, and so has a choice between what is known.
bool has_steps(const Graph& graph, const std::vector<NodeId>& residual, std::uint32_t system) {
    std::vector<NodeId> waiting = residual;
    std::unordered_set<std::uint32_t> seen;
    while (!waiting.empty()) {
        const NodeId id = waiting.back();
        waiting.pop_back();
        if (!graph.depends_on_system(id, system) || !seen.insert(id.value).second) continue;
        const Node& node = graph.node(id);
        switch (node.op) {
            case Op::unknown:
            case Op::neg:
            case Op::add:
            case Op::sub:
            case Op::mul:
            case Op::fma:
            case Op::div: break;
            case Op::select:
                if (graph.depends_on_system(node.a, system)) return true;
                break;
            default: return true;
        }
        const NodeId arguments[] = {node.a, node.b, node.c};
        waiting.insert(waiting.end(), arguments, arguments + argument_count(node.op));
    }
    return false;
}

}  // namespace

Graph::Graph() : Graph(std::make_shared<LawLibrary>()) {}
Graph::Graph(std::shared_ptr<LawLibrary> laws) : store_(std::make_unique<Store>(std::move(laws))) {}
Graph::~Graph() = default;
Graph::Graph(Graph&&) noexcept = default;
Graph& Graph::operator=(Graph&&) noexcept = default;

NodeId Graph::constant(double value) {
    Node node;
    node.number = value;
    return store_->intern(node);
}

NodeId Graph::uniform(DrawKey key) {
    Node node;
    node.op = Op::uniform;
    node.draw = key;
    return store_->intern(node);
}

NodeId Graph::apply(Op op, NodeId a) {
    assert(argument_count(op) == 1 && op != Op::law_of_normal && op != Op::law_of_uniform);
    if (is_constant(a)) return constant(folded(op, constant_value(a), 0, 0));
    if (const auto simpler = simplified(*this, op, a)) return *simpler;
    Node node;
    node.op = op;
    node.a = a;
    return store_->intern(node);
}

NodeId Graph::apply(Op op, NodeId a, NodeId b) {
    assert(argument_count(op) == 2);
    if (is_constant(a) && is_constant(b)) return constant(folded(op, constant_value(a), constant_value(b), 0));
    if (const auto simpler = simplified(*this, op, a, b)) return *simpler;
    if (is_commutative(op) && b.value < a.value) std::swap(a, b);
    Node node;
    node.op = op;
    node.a = a;
    node.b = b;
    return store_->intern(node);
}

NodeId Graph::apply(Op op, NodeId a, NodeId b, NodeId c) {
    assert(argument_count(op) == 3);
    if (is_constant(a) && is_constant(b) && is_constant(c)) {
        return constant(folded(op, constant_value(a), constant_value(b), constant_value(c)));
    }
    if (const auto simpler = simplified(*this, op, a, b, c)) return *simpler;
    if (op == Op::fma && b.value < a.value) std::swap(a, b);
    Node node;
    node.op = op;
    node.a = a;
    node.b = b;
    node.c = c;
    return store_->intern(node);
}

NodeId Graph::power(NodeId x, int n) {
    assert(n >= -64 && n <= 64);
    if (n == 0) return constant(1);
    if (n < 0) return apply(Op::div, constant(1), power(x, -n));
    NodeId square = x;
    while (n % 2 == 0) {
        square = apply(Op::mul, square, square);
        n /= 2;
    }
    NodeId result = square;
    for (n /= 2; n > 0; n /= 2) {
        square = apply(Op::mul, square, square);
        if (n % 2 == 1) result = apply(Op::mul, result, square);
    }
    return result;
}

NodeId Graph::law_of_normal(const Law& law, NodeId z) {
    if (law.kind == LawKind::normal && !is_cut(law)) return normal(law_number(law, "mean"), law_number(law, "sd"), z);
    Node node;
    node.op = Op::law_of_normal;
    node.a = z;
    node.index = store_->law_index(law);
    if (!is_constant(z)) return store_->intern(node);
    const EightLanes argument(constant_value(z));
    EightLanes out(0);
    law_rows(Isa::best).of_normal(law_kernel(node.index), out.values, argument.values, 8);
    return constant(out.values[0]);
}

NodeId Graph::normal(double mean, double sd, NodeId z) {
    return mean == 0 && sd == 1 ? z : apply(Op::fma, constant(sd), z, constant(mean));
}

NodeId Graph::law_of_uniform(const Law& law, NodeId u) {
    if (goes_by_normal(law)) return law_of_normal(law, apply(Op::normal_quantile, u));
    Node node;
    node.op = Op::law_of_uniform;
    node.a = u;
    node.index = store_->law_index(law);
    if (!is_constant(u)) return store_->intern(node);
    const EightLanes argument(constant_value(u));
    EightLanes out(0);
    law_rows(Isa::best).of_uniform(law_kernel(node.index), out.values, argument.values, 8);
    return constant(out.values[0]);
}

std::vector<NodeId> Graph::begin_system(std::size_t n) {
    assert(!store_->system_open);
    store_->system_open = true;
    System system;
    Node node;
    node.op = Op::unknown;
    node.system = static_cast<std::uint32_t>(store_->systems.size());
    for (node.index = 0; node.index < n; ++node.index) system.unknowns.push_back(store_->intern(node));
    store_->systems.push_back(std::move(system));
    return store_->systems.back().unknowns;
}

std::vector<NodeId> Graph::end_system(std::span<const NodeId> guesses, std::span<const NodeId> residual,
                                      std::span<const NodeId> jacobian) {
    assert(store_->system_open);
    const auto index = static_cast<std::uint32_t>(store_->systems.size() - 1);
    System& system = store_->systems.back();
    const std::size_t n = system.unknowns.size();
    assert(guesses.size() == n && residual.size() == n && jacobian.size() == n * n);
    system.guesses.assign(guesses.begin(), guesses.end());
    system.residual.assign(residual.begin(), residual.end());
    system.jacobian.assign(jacobian.begin(), jacobian.end());
    system.linear = !has_steps(*this, system.residual, index);
    for (const NodeId id : jacobian) system.linear = system.linear && !depends_on_system(id, index);
    Node node;
    node.op = Op::solution;
    node.system = index;
    for (node.index = 0; node.index < n; ++node.index) system.solution.push_back(store_->intern(node));
    store_->system_open = false;
    store_->derivatives.clear();
    return system.solution;
}

const Node& Graph::node(NodeId id) const { return store_->at(id); }
std::size_t Graph::size() const noexcept { return store_->nodes.size(); }
bool Graph::is_constant(NodeId id) const { return store_->is_constant(id); }

double Graph::constant_value(NodeId id) const {
    assert(is_constant(id));
    return store_->at(id).number;
}

std::span<const Law> Graph::laws() const { return store_->laws; }
LawKernel Graph::law_kernel(std::uint32_t law) const { return store_->library->of(store_->laws[law]); }
std::span<const System> Graph::systems() const { return store_->systems; }
bool Graph::depends_on_system(NodeId id, std::uint32_t system) const { return store_->system_of[id.value] == system + 1; }

}  // namespace yuce::engine
