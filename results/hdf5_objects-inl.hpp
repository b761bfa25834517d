// Groups, datasets and attributes of a file in the making. For hdf5_write.cpp only, which includes HDF5. Everything throws Error
// (internal) when HDF5 refuses.
#pragma once

#include <algorithm>
#include <limits>
#include <string>
#include <vector>

#include "engine/error.hpp"
#include "results/file_image.hpp"
#include "results/hdf5_handle.hpp"
#include "results/hdf5_types-inl.hpp"

namespace yuce::results {

inline Handle owned(hid_t id, Handle::Close close, const std::string& what) {
    if (id < 0) throw Error(ErrorKind::internal, "HDF5 could not make " + what);
    return {id, close};
}

inline void must(int status, const std::string& what) {
    if (status < 0) throw Error(ErrorKind::internal, "HDF5 could not make " + what);
}

inline constexpr double missing = std::numeric_limits<double>::quiet_NaN();
inline constexpr float missing_float = std::numeric_limits<float>::quiet_NaN();

inline void check_text(const std::string& text, const std::string& where) {
    if (text.find('\0') == std::string::npos) return;
    throw Error(ErrorKind::file, "the text of " + where + " holds a zero byte, which a results file cannot store", "",
                "remove it from the input file");
}

inline Handle text_type() {
    Handle type = owned(H5Tcopy(H5T_C_S1), H5Tclose, "a string type");
    must(H5Tset_size(type.get(), H5T_VARIABLE), "a string type");
    must(H5Tset_cset(type.get(), H5T_CSET_UTF8), "a string type");
    return type;
}

inline Handle creation_list(hid_t kind) {
    Handle list = owned(H5Pcreate(kind), H5Pclose, "a list of properties");
    must(H5Pset_attr_creation_order(list.get(), H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED), "the order of attributes");
    must(H5Pset_obj_track_times(list.get(), false), "an object without times");
    if (kind != H5P_DATASET_CREATE) {
        must(H5Pset_link_creation_order(list.get(), H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED), "the order of links");
    }
    return list;
}

// For texts HDF5 clears the whole buffer, a megabyte unless told otherwise, at every call.
inline Handle small_transfers() {
    Handle list = owned(H5Pcreate(H5P_DATASET_XFER), H5Pclose, "a list of properties");
    must(H5Pset_buffer(list.get(), std::size_t{1} << 14, nullptr, nullptr), "a list of properties");
    return list;
}

// Memory types of numbers.
inline hid_t type_of(double) { return H5T_NATIVE_DOUBLE; }
inline hid_t type_of(float) { return H5T_NATIVE_FLOAT; }
inline hid_t type_of(std::int64_t) { return H5T_NATIVE_INT64; }
inline hid_t type_of(std::uint64_t) { return H5T_NATIVE_UINT64; }

template <class T>
inline void write_values(const Handle& dataset, hid_t type, const Handle& transfers, const T* values, const std::string& path) {
    must(H5Dwrite(dataset.get(), type, H5S_ALL, H5S_ALL, transfers.valid() ? transfers.get() : H5P_DEFAULT, values),
         "dataset " + path);
}

// Texts of so many bytes.
inline Handle character_type(std::size_t length) {
    Handle type = owned(H5Tcopy(H5T_C_S1), H5Tclose, "a character type");
    must(H5Tset_size(type.get(), std::max<std::size_t>(length, 1)), "a character type");
    return type;
}

// One row of at most chunk_values values.
inline std::vector<std::uint64_t> chunk_of(const Dataset& dataset) {
    std::vector<std::uint64_t> chunk(dataset.shape.size(), 1);
    chunk.back() = std::min<std::uint64_t>(dataset.shape.back(), chunk_values);
    return chunk;
}

// What objects have in common is made once: types, and properties by which links and attributes keep the order they were made in,
// as netCDF asks, and no times are noted, by which equal files would differ.
class ObjectMaker {
public:
    ObjectMaker();
    const Handle& file_creation() const { return file_; }
    Handle group(hid_t file, const std::string& path) const;
    // Of this shape; in chunks where it is streamed, else whole. Missing numbers read as NaN.
    Handle dataset(hid_t file, const Dataset& dataset, hid_t type) const;
    // Of the type its values have.
    Handle dataset(hid_t file, const Dataset& dataset) const;
    void write(const Handle& dataset, const std::vector<double>& values, const std::string& path) const;
    void write(const Handle& dataset, const std::vector<std::int64_t>& values, const std::string& path) const;
    void write(const Handle& dataset, const std::vector<std::string>& values, const std::string& path) const;
    void attribute(hid_t object, const Attribute& attribute) const;
    // A text of fixed length, as netCDF stores its type char, which every netCDF reader knows.
    void fixed_attribute(hid_t object, const std::string& name, const std::string& value) const;

private:
    template <class T>
    void number(hid_t object, const std::string& name, T value) const;
    void text(hid_t object, const std::string& name, const std::string& value) const;
    Handle file_, group_, whole_, whole_double_, text_, scalar_, transfers_;
};

inline ObjectMaker::ObjectMaker()
    : file_(creation_list(H5P_FILE_CREATE)),
      group_(creation_list(H5P_GROUP_CREATE)),
      whole_(creation_list(H5P_DATASET_CREATE)),
      whole_double_(creation_list(H5P_DATASET_CREATE)),
      text_(text_type()),
      scalar_(owned(H5Screate(H5S_SCALAR), H5Sclose, "an attribute")),
      transfers_(small_transfers()) {
    must(H5Pset_fill_value(whole_double_.get(), H5T_NATIVE_DOUBLE, &missing), "a missing value");
}

template <class T>
inline void ObjectMaker::number(hid_t object, const std::string& name, T value) const {
    const Handle attribute = owned(H5Acreate2(object, name.c_str(), type_of(value), scalar_.get(), H5P_DEFAULT, H5P_DEFAULT),
                                   H5Aclose, "attribute " + name);
    must(H5Awrite(attribute.get(), type_of(value), &value), "attribute " + name);
}

inline Handle ObjectMaker::group(hid_t file, const std::string& path) const {
    return owned(H5Gcreate2(file, path.c_str(), H5P_DEFAULT, group_.get(), H5P_DEFAULT), H5Gclose, "group " + path);
}

inline Handle ObjectMaker::dataset(hid_t file, const Dataset& dataset, hid_t type) const {
    const std::string what = "dataset " + dataset.path;
    const std::vector<hsize_t> shape(dataset.shape.begin(), dataset.shape.end());
    const int rank = static_cast<int>(shape.size());
    const Handle space = owned(H5Screate_simple(rank, shape.data(), nullptr), H5Sclose, what);
    const bool is_double = H5Tequal(type, H5T_NATIVE_DOUBLE) > 0 && !dataset.is_dimension();
    const bool is_float = H5Tequal(type, H5T_NATIVE_FLOAT) > 0;
    hid_t creation = is_double ? whole_double_.get() : whole_.get();
    Handle own;
    if (dataset.streamed() != nullptr) {
        own = owned(H5Pcopy(creation), H5Pclose, what);
        creation = own.get();
        const std::vector<std::uint64_t> chunk = chunk_of(dataset);
        must(H5Pset_chunk(creation, rank, std::vector<hsize_t>(chunk.begin(), chunk.end()).data()), what);
        if (is_float) must(H5Pset_fill_value(creation, H5T_NATIVE_FLOAT, &missing_float), "a missing value");
    }
    Handle made =
        owned(H5Dcreate2(file, dataset.path.c_str(), type, space.get(), H5P_DEFAULT, creation, H5P_DEFAULT), H5Dclose, what);
    if (is_double) number(made.get(), "_FillValue", missing);
    if (is_float) number(made.get(), "_FillValue", missing_float);
    return made;
}

inline Handle ObjectMaker::dataset(hid_t file, const Dataset& dataset) const {
    if (const Streamed* streamed = dataset.streamed()) return this->dataset(file, dataset, memory_type(streamed->type));
    if (std::holds_alternative<std::vector<double>>(dataset.data)) return this->dataset(file, dataset, H5T_NATIVE_DOUBLE);
    if (std::holds_alternative<std::vector<std::int64_t>>(dataset.data)) return this->dataset(file, dataset, H5T_NATIVE_INT64);
    return this->dataset(file, dataset, text_.get());
}

inline void ObjectMaker::write(const Handle& dataset, const std::vector<double>& values, const std::string& path) const {
    write_values(dataset, H5T_NATIVE_DOUBLE, {}, values.data(), path);
}

inline void ObjectMaker::write(const Handle& dataset, const std::vector<std::int64_t>& values, const std::string& path) const {
    write_values(dataset, H5T_NATIVE_INT64, {}, values.data(), path);
}

inline void ObjectMaker::write(const Handle& dataset, const std::vector<std::string>& values, const std::string& path) const {
    std::vector<const char*> texts;
    for (const std::string& value : values) {
        check_text(value, path);
        texts.push_back(value.c_str());
    }
    write_values(dataset, text_.get(), transfers_, texts.data(), path);
}

inline void ObjectMaker::text(hid_t object, const std::string& name, const std::string& value) const {
    check_text(value, "attribute " + name);
    const Handle attribute = owned(H5Acreate2(object, name.c_str(), text_.get(), scalar_.get(), H5P_DEFAULT, H5P_DEFAULT),
                                   H5Aclose, "attribute " + name);
    const char* text = value.c_str();
    must(H5Awrite(attribute.get(), text_.get(), &text), "attribute " + name);
}

inline void ObjectMaker::attribute(hid_t object, const Attribute& attribute) const {
    if (const auto* words = std::get_if<std::string>(&attribute.value)) {
        text(object, attribute.name, *words);
    } else if (const auto* real = std::get_if<double>(&attribute.value)) {
        number(object, attribute.name, *real);
    } else if (const auto* whole = std::get_if<std::int64_t>(&attribute.value)) {
        number(object, attribute.name, *whole);
    } else {
        number(object, attribute.name, std::get<std::uint64_t>(attribute.value));
    }
}

inline void ObjectMaker::fixed_attribute(hid_t object, const std::string& name, const std::string& value) const {
    const Handle type = character_type(value.size());
    const Handle attribute = owned(H5Acreate2(object, name.c_str(), type.get(), scalar_.get(), H5P_DEFAULT, H5P_DEFAULT),
                                   H5Aclose, "attribute " + name);
    must(H5Awrite(attribute.get(), type.get(), value.c_str()), "attribute " + name);
}

}  // namespace yuce::results
