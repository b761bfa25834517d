#include "engine/graph_store.hpp"

#include <bit>
#include <cmath>
#include <limits>
#include <utility>

namespace yuce::engine {
namespace {

std::uint64_t mixed(std::uint64_t hash, std::uint64_t word) {
    hash = (hash ^ word) * 0x9E3779B97F4A7C15u;
    return hash ^ hash >> 32;
}

std::uint64_t hash_of(const Node& n) {
    std::uint64_t hash = mixed(static_cast<std::uint64_t>(n.op), std::uint64_t{n.a.value} << 32 | n.b.value);
    hash = mixed(hash, std::uint64_t{n.c.value} << 32 | n.index);
    hash = mixed(hash, std::bit_cast<std::uint64_t>(n.number) ^ n.draw.stream.value);
    return mixed(hash, std::uint64_t{n.system} << 32 | std::uint64_t{n.draw.period} << 8 | n.draw.draw);
}

bool same(const Node& x, const Node& y) {
    return x.op == y.op && x.a == y.a && x.b == y.b && x.c == y.c && x.index == y.index && x.system == y.system &&
           x.draw == y.draw && std::bit_cast<std::uint64_t>(x.number) == std::bit_cast<std::uint64_t>(y.number);
}

}  // namespace

Graph::Store::Store(std::shared_ptr<LawLibrary> laws_made_ready) : library(std::move(laws_made_ready)), slots_(1024) {}

NodeId Graph::Store::intern(Node node) {
    if (std::isnan(node.number)) node.number = std::numeric_limits<double>::quiet_NaN();
    const std::size_t mask = slots_.size() - 1;
    std::size_t slot = hash_of(node) & mask;
    for (; slots_[slot] != 0; slot = (slot + 1) & mask) {
        if (same(nodes[slots_[slot] - 1], node)) return {slots_[slot] - 1};
    }
    std::uint32_t system = node.op == Op::unknown ? node.system + 1 : 0;
    const NodeId arguments[] = {node.a, node.b, node.c};
    for (int k = 0; k < argument_count(node.op); ++k) system = std::max(system, system_of[arguments[k].value]);
    nodes.push_back(node);
    system_of.push_back(system);
    slots_[slot] = static_cast<std::uint32_t>(nodes.size());
    if (nodes.size() * 2 > slots_.size()) grow();
    return {static_cast<std::uint32_t>(nodes.size() - 1)};
}

void Graph::Store::grow() {
    slots_.assign(slots_.size() * 4, 0);
    for (std::uint32_t i = 0; i < nodes.size(); ++i) place(i);
}

void Graph::Store::place(std::uint32_t index) {
    const std::size_t mask = slots_.size() - 1;
    std::size_t slot = hash_of(nodes[index]) & mask;
    while (slots_[slot] != 0) slot = (slot + 1) & mask;
    slots_[slot] = index + 1;
}

std::uint32_t Graph::Store::law_index(const Law& law) {
    const auto [entry, added] = law_indices_.emplace(bytes_of(law), static_cast<std::uint32_t>(laws.size()));
    if (added) laws.push_back(law);
    return entry->second;
}

}  // namespace yuce::engine
