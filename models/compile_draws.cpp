// Random numbers: named streams, the Gaussian copula, the common chi-squares, and what a scenario does to a shock.
#include <cmath>
#include <limits>
#include <optional>

#include "engine/law.hpp"
#include "engine/stream.hpp"
#include "models/compiler.hpp"

namespace yuce::models {
namespace {

using engine::Op;

// What a mixture is called: as the model wrote it, so that one more shock under "*" or in the group leaves its stream alone.
std::string stream_name(const MixtureSpec& mixture) {
    if (!mixture.group.empty()) return "group/" + mixture.group;
    std::string name;
    for (const std::string& shock : mixture.shocks) name += (name.empty() ? "" : "/") + shock;
    return name;
}

bool is_standard_uniform(const engine::Law& law) {
    return law.kind == engine::LawKind::uniform && !law.low && !law.high && law.numbers.size() >= 2 && law.numbers[0] == 0 &&
           law.numbers[1] == 1;
}

}  // namespace

engine::Law gamma_law(double shape, double scale) {
    engine::Law law;
    law.kind = engine::LawKind::gamma;
    for (const engine::LawKey& key : engine::find_law("gamma")->keys) {
        if (key.list) continue;
        const double value = key.name == "shape" ? shape : key.name == "scale" ? scale : std::numeric_limits<double>::quiet_NaN();
        law.numbers.push_back(value);
    }
    return law;
}

bool Compiler::frozen(const Entry& entry) const {
    return assumptions_.frozen.count(entry.id) > 0 || (!entry.group.empty() && assumptions_.frozen.count(entry.group) > 0);
}

int Compiler::stream_period(Per per, int t) const {
    switch (per) {
        case Per::period: return t;
        case Per::year: return year(t);
        case Per::path: return 0;
    }
    return 0;
}

Compiler::NodeId Compiler::normal(const std::string& kind, const std::string& name, int stream_period) {
    const engine::DrawKey key{engine::stream_of(kind + "/" + name), static_cast<std::uint16_t>(stream_period), 0};
    return graph_.apply(Op::normal_quantile, graph_.uniform(key));
}

// One number of the law; where the name is correlated with others, at its row of the Cholesky factor times their normals.
Compiler::NodeId Compiler::draw(const engine::Law& law, const std::string& kind, const std::string& name, int stream_period) {
    const auto found = dependence_.place.find(name);
    if (found == dependence_.place.end()) {
        const engine::DrawKey key{engine::stream_of(kind + "/" + name), static_cast<std::uint16_t>(stream_period), 0};
        const NodeId u = graph_.uniform(key);
        return is_standard_uniform(law) ? u : graph_.law_of_uniform(law, u);
    }
    const auto [group, row] = found->second;
    const CorrelatedGroup& correlated = dependence_.groups[group];
    const double* factor = correlated.factor.data() + row * correlated.names.size();
    std::optional<NodeId> z;
    for (std::size_t k = 0; k <= row; ++k) {
        if (factor[k] == 0) continue;
        const NodeId e = normal(kind, correlated.names[k], stream_period);
        z = z ? graph_.apply(Op::fma, number(factor[k]), e, *z) : graph_.apply(Op::mul, number(factor[k]), e);
    }
    return graph_.law_of_normal(law, *z);
}

std::optional<Compiler::NodeId> Compiler::mixture_of(const ShockSpec& shock, int t) {
    const auto found = mixture_of_shock_.find(shock.id);
    if (found == mixture_of_shock_.end()) return std::nullopt;
    const MixtureSpec& mixture = model_.spec.mixtures[found->second];
    const engine::DrawKey key{engine::stream_of("mixture/" + stream_name(mixture)),
                              static_cast<std::uint16_t>(stream_period(mixture.per, t)), 0};
    const NodeId chi_square = graph_.law_of_uniform(gamma_law(mixture.df / 2, 2), graph_.uniform(key));
    return graph_.apply(Op::sqrt, graph_.apply(Op::div, number(mixture.df - 2), chi_square));
}

// mix * (draw - centre); a frozen shock stands at its median, its mixture at 1.
Compiler::NodeId Compiler::shock_deviation(std::uint32_t index, int t, double centre) {
    const ShockSpec& spec = model_.spec.shocks[index];
    if (frozen(spec)) return number(engine::law_median(spec.law) - centre);
    const NodeId drawn = draw(spec.law, "shock", spec.id, stream_period(spec.per, t));
    const NodeId deviation = centre == 0 ? drawn : graph_.apply(Op::sub, drawn, number(centre));
    const std::optional<NodeId> mix = mixture_of(spec, t);
    return mix ? graph_.apply(Op::mul, *mix, deviation) : deviation;
}

// centre + scale * mix * (draw - centre) + shift
Compiler::NodeId Compiler::shock(std::uint32_t index, int t) {
    Slot& slot = shocks_[index][static_cast<std::size_t>(horizon_index(t))];
    if (slot.state == State::done) return slot.node;
    const ShockSpec& spec = model_.spec.shocks[index];
    const auto at = static_cast<std::size_t>(horizon_index(t));
    const auto own = assumptions_.shocks.find(spec.id);
    const double scale = own == assumptions_.shocks.end() ? 1 : own->second.scale.at(at);
    const double shift = own == assumptions_.shocks.end() ? 0 : own->second.shift.at(at);
    NodeId value;
    if (scale == 1 && mixture_of_shock_.count(spec.id) == 0 && !frozen(spec)) {
        value = draw(spec.law, "shock", spec.id, stream_period(spec.per, t));
    } else {
        const double centre = engine::law_centre(spec.law);
        value = shock_deviation(index, t, centre);
        if (scale != 1) value = graph_.apply(Op::mul, number(scale), value);
        if (centre != 0) value = graph_.apply(Op::add, number(centre), value);
    }
    if (shift != 0) value = graph_.apply(Op::add, value, number(shift));
    slot = {State::done, value};
    return value;
}

}  // namespace yuce::models
