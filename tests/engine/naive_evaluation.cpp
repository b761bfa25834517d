#include "tests/engine/naive_evaluation.hpp"

#include <cmath>
#include <limits>

#include "engine/law_rows.hpp"
#include "engine/math_rows.hpp"

namespace yuce::engine {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

struct alignas(64) Eight {
    double lanes[8];
    explicit Eight(double x) {
        for (double& lane : lanes) lane = x;
    }
};

double function(Op op, double a, double b, double c) {
    const MathRows& rows = math_rows(Isa::portable);
    const Eight x(a), y(b), z(c);
    Eight out(0);
    switch (op) {
        case Op::exp: rows.exp(out.lanes, x.lanes, 8); break;
        case Op::log: rows.log(out.lanes, x.lanes, 8); break;
        case Op::sin: rows.sin(out.lanes, x.lanes, 8); break;
        case Op::cos: rows.cos(out.lanes, x.lanes, 8); break;
        case Op::normal_cdf: rows.normal_cdf(out.lanes, x.lanes, 8); break;
        case Op::normal_quantile: rows.normal_quantile(out.lanes, x.lanes, 8); break;
        case Op::pow: rows.pow(out.lanes, x.lanes, y.lanes, 8); break;
        case Op::poisson_quantile: rows.poisson_quantile(out.lanes, x.lanes, y.lanes, 8); break;
        case Op::gamma_quantile: rows.gamma_quantile(out.lanes, x.lanes, y.lanes, z.lanes, 8); break;
        default: return nan;
    }
    return out.lanes[0];
}

double truth(bool value, double a, double b) { return std::isnan(a) || std::isnan(b) ? nan : value ? 1 : 0; }

double smaller(double a, double b) {
    if (std::isnan(a) || std::isnan(b)) return nan;
    if (a == b) return std::signbit(a) ? a : b;
    return a < b ? a : b;
}

}  // namespace

double evaluate_op(Op op, double a, double b, double c) {
    switch (op) {
        case Op::neg: return -a;
        case Op::abs: return std::abs(a);
        case Op::sqrt: return std::sqrt(a);
        case Op::floor: return std::floor(a);
        case Op::round: return std::nearbyint(a);
        case Op::logical_not: return truth(a == 0, a, a);
        case Op::add: return a + b;
        case Op::sub: return a - b;
        case Op::mul: return a * b;
        case Op::div: return a / b;
        case Op::min: return smaller(a, b);
        case Op::max: return -smaller(-a, -b);
        case Op::less: return truth(a < b, a, b);
        case Op::less_equal: return truth(a <= b, a, b);
        case Op::equal: return truth(a == b, a, b);
        case Op::not_equal: return truth(a != b, a, b);
        case Op::logical_and: return truth(a != 0 && b != 0, a, b);
        case Op::logical_or: return truth(a != 0 || b != 0, a, b);
        case Op::fma: return std::fma(a, b, c);
        case Op::select: return std::isnan(a) ? nan : a != 0 ? b : c;
        default: return function(op, a, b, c);
    }
}

std::vector<double> evaluate_graph(const Graph& graph, std::uint64_t seed, std::uint64_t path) {
    std::vector<double> values(graph.size());
    for (std::uint32_t i = 0; i < graph.size(); ++i) {
        const Node& node = graph.node({i});
        const double a = values[node.a.value], b = values[node.b.value], c = values[node.c.value];
        if (node.op == Op::constant) {
            values[i] = node.number;
        } else if (node.op == Op::uniform) {
            values[i] = uniform_at(seed, path, node.draw);
        } else if (node.op == Op::law_of_normal || node.op == Op::law_of_uniform) {
            const LawKernel kernel(graph.laws()[node.index]);
            const Eight x(a);
            Eight out(0);
            const LawRows& rows = law_rows(Isa::portable);
            (node.op == Op::law_of_normal ? rows.of_normal : rows.of_uniform)(kernel, out.lanes, x.lanes, 8);
            values[i] = out.lanes[0];
        } else {
            values[i] = evaluate_op(node.op, a, b, c);
        }
    }
    return values;
}

}  // namespace yuce::engine
