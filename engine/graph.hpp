// What is to be calculated for one path, as an acyclic graph of elementwise operations: every period of every scenario is laid
// out, equal nodes are one node (so scenarios share their draws and all they have in common), and what is known beforehand is
// folded. program.hpp turns it into the flat program that strips run.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "engine/law.hpp"
#include "engine/stream.hpp"

namespace yuce::engine {

// Every operation stands once in op_table() (op_table.cpp): name, number of arguments, rounding, meaning.
// Comparisons and logic give 1 or 0, and NaN if an argument is NaN; a condition is true when it is not 0.
enum class Op : std::uint8_t {
    constant,
    uniform,
    unknown,
    solution,  // leaves
    neg,
    abs,
    sqrt,
    exp,
    log,
    sin,
    cos,
    floor,
    round,  // one argument; round is half to even
    normal_cdf,
    normal_quantile,
    logical_not,
    law_of_normal,
    law_of_uniform,  // quantile of a law at a standard normal z / at u
    add,
    sub,
    mul,
    div,
    pow,
    min,
    max,
    less,
    less_equal,
    equal,
    not_equal,
    logical_and,
    logical_or,
    poisson_quantile,  // two
    fma,
    select,
    gamma_quantile,  // three: fma(a,b,c) = a*b+c rounded once; select(c,a,b)
};

struct OpEntry {
    Op op;
    std::string_view name;
    int arguments;
    std::string_view meaning;  // with the error bound where it is not exactly rounded
};
std::span<const OpEntry> op_table();
inline constexpr std::size_t op_count = static_cast<std::size_t>(Op::gamma_quantile) + 1;
constexpr int argument_count(Op op) { return op < Op::neg ? 0 : op < Op::add ? 1 : op < Op::fma ? 2 : 3; }

struct NodeId {
    std::uint32_t value = 0;
    bool operator==(const NodeId&) const = default;
};

struct Node {
    Op op = Op::constant;
    NodeId a, b, c;            // arguments, as many as the operation has
    double number = 0;         // constant
    DrawKey draw;              // uniform
    std::uint32_t index = 0;   // law_*: index of the law; unknown, solution: place in the system
    std::uint32_t system = 0;  // unknown, solution: index of the system
};

// Equations solved together in one period: find x with residual(x) = 0, from the first guess, by Newton with the given Jacobian.
// residual and jacobian (row-major, n x n; jacobian[i*n+j] = d residual_i / d x_j) may use `unknown` nodes of this system.
// linear: the Jacobian holds no unknown, and the residual no step or choice that depends on one (one step and one step of
// refinement solve it to rounding).
struct System {
    std::vector<NodeId> unknowns, guesses, residual, jacobian, solution;
    bool linear = false;
};

class LawKernel;
class LawLibrary;

class Graph {
public:
    Graph();
    // Shares laws already made ready with other graphs.
    explicit Graph(std::shared_ptr<LawLibrary> laws);
    ~Graph();
    Graph(Graph&&) noexcept;
    Graph& operator=(Graph&&) noexcept;

    NodeId constant(double value);
    NodeId uniform(DrawKey key);
    // Folds when all arguments are constants, with the very kernels a strip would run (same bits); simplifies only what keeps the
    // bits (x+0 is not one: -0). Commutative twins (add, mul, fma's factors, min, max, equal, not_equal, and, or) are one node.
    NodeId apply(Op op, NodeId a);
    NodeId apply(Op op, NodeId a, NodeId b);
    NodeId apply(Op op, NodeId a, NodeId b, NodeId c);
    // x^n for whole n, |n| <= 64, by repeated squaring, fixed order (binary, lowest bit first); negative n: 1 / x^-n.
    NodeId power(NodeId x, int n);
    // A normal law is sd * z + mean, rounded once (z itself for the standard one).
    NodeId law_of_normal(const Law& law, NodeId z);
    // By way of the standard normal number that has u below it, but for uniform, two-piece and discrete laws: laws share that
    // number.
    NodeId law_of_uniform(const Law& law, NodeId u);

    // begin_system gives n unknowns; build residual and Jacobian with them; end_system gives the n solution nodes.
    // Equal systems are not merged.
    std::vector<NodeId> begin_system(std::size_t n);
    std::vector<NodeId> end_system(std::span<const NodeId> guesses, std::span<const NodeId> residual,
                                   std::span<const NodeId> jacobian);

    const Node& node(NodeId id) const;
    std::size_t size() const noexcept;
    bool is_constant(NodeId id) const;
    double constant_value(NodeId id) const;  // requires is_constant
    std::span<const Law> laws() const;
    LawKernel law_kernel(std::uint32_t law) const;  // made ready at the first use
    std::span<const System> systems() const;
    // Whether the value of `id` can change with `unknown` nodes of the system.
    bool depends_on_system(NodeId id, std::uint32_t system) const;
    // d id / d unknown, as nodes of this graph. min, max, select, abs: the derivative of the branch taken; floor, round and
    // comparisons: 0. Throws Error (input) for operations without one (poisson_quantile, gamma_quantile, laws of the unknown).
    NodeId derivative(NodeId id, NodeId unknown);

private:
    NodeId normal(double mean, double sd, NodeId z);

    struct Store;
    std::unique_ptr<Store> store_;
};

}  // namespace yuce::engine
