#include <boost/math/distributions/normal.hpp>
#include <cmath>

#include "bench/kernels/kernels.hpp"
#include "engine/math_rows.hpp"

namespace yuce::bench {
namespace {

template <class Function>
void add_unary(const std::string& name, const Row& in, const Row& out, engine::UnaryRow ours, const std::string& who,
               Function other) {
    add(name + "/yuce", row_values, [&in, &out, ours] { ours(out.data(), in.data(), row_values); });
    add(name + "/" + who, row_values, [&in, &out, other] {
        for (std::size_t k = 0; k < row_values; ++k) out[k] = other(in[k]);
    });
}

}  // namespace

void add_functions() {
    static const Row uniforms, wide, out;
    fill_with_uniforms(uniforms);
    for (std::size_t k = 0; k < row_values; ++k) wide[k] = 6 * uniforms[k] - 3;
    const engine::MathRows& rows = engine::math_rows(engine::Isa::best);
    static const boost::math::normal normal;
    add_unary("normal_quantile", uniforms, out, rows.normal_quantile, "boost",
              [](double p) { return boost::math::quantile(normal, p); });
    add_unary("normal_cdf", wide, out, rows.normal_cdf, "std", [](double x) { return 0.5 * std::erfc(-x * M_SQRT1_2); });
    add_unary("exp", wide, out, rows.exp, "std", [](double x) { return std::exp(x); });
    add_unary("log", uniforms, out, rows.log, "std", [](double x) { return std::log(x); });
    add_unary("sin", wide, out, rows.sin, "std", [](double x) { return std::sin(x); });
    const auto power = rows.pow;
    add("pow/yuce", row_values, [power] { power(out.data(), uniforms.data(), wide.data(), row_values); });
    add("pow/std", row_values, [] {
        for (std::size_t k = 0; k < row_values; ++k) out[k] = std::pow(uniforms[k], wide[k]);
    });
}

}  // namespace yuce::bench
