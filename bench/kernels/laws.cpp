#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/distributions/weibull.hpp>
#include <cassert>
#include <limits>

#include "bench/kernels/kernels.hpp"
#include "engine/law_rows.hpp"

namespace yuce::bench {
namespace {

using Numbers = std::initializer_list<std::pair<std::string_view, double>>;

engine::Law law_of(const std::string& name, Numbers numbers) {
    const engine::LawEntry* entry = engine::find_law(name);
    engine::Law law;
    law.kind = entry->kind;
    for (const engine::LawKey& key : entry->keys) {
        if (key.list) continue;
        double value = key.fallback;
        for (const auto& [wanted, number] : numbers) value = key.name == wanted ? number : value;
        law.numbers.push_back(value);
    }
    assert(engine::check_law(law).empty());
    return law;
}

template <class Distribution>
void add_law(const std::string& name, Numbers numbers, const Distribution& other) {
    static const Row uniforms;
    fill_with_uniforms(uniforms);
    const auto out = std::make_shared<Row>();
    const auto kernel = std::make_shared<engine::LawKernel>(law_of(name, numbers));
    const auto ours = engine::law_rows(engine::Isa::best).of_uniform;
    add(name + "/yuce", row_values, [kernel, out, ours] { ours(*kernel, out->data(), uniforms.data(), row_values); });
    add(name + "/boost", row_values, [out, other] {
        for (std::size_t k = 0; k < row_values; ++k) (*out)[k] = boost::math::quantile(other, uniforms[k]);
    });
}

}  // namespace

void add_laws() {
    add_law("student_t", {{"df", 5}, {"sd", 1}}, boost::math::students_t(5));
    add_law("gamma", {{"shape", 2.5}, {"scale", 2}}, boost::math::gamma_distribution<>(2.5, 2));
    add_law("beta", {{"a", 2}, {"b", 5}}, boost::math::beta_distribution<>(2, 5));
    add_law("weibull", {{"shape", 1.5}, {"scale", 1}}, boost::math::weibull(1.5, 1));
}

}  // namespace yuce::bench
