// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The templates that decode_value.h declares, and ends by including.

namespace steward::detail {

class JsonReader final {
public:
    explicit JsonReader(const JsonValue &object)
        : m_object(object)
    {
    }
    template <class T> void operator()(std::string_view name, T &value)
    {
        if (m_failure)
            return;
        if (const auto member = m_object.member(name))
            m_failure = failureOf(name, readJson(*member, value));
        else
            m_failure = Failure(name, Failure::Missing);
    }
    [[nodiscard]] const Read &failure() const { return m_failure; }

private:
    const JsonValue &m_object;
    Read m_failure;
};

template <class T> Read readItems(const JsonValue &json, QList<T> &list)
{
    const auto items = json.items();
    if (!items)
        return readIf(false);
    list.clear();
    list.reserve(static_cast<qsizetype>(items->size()));
    for (std::size_t i = 0; i < items->size(); ++i) {
        T value {};
        if (auto failure = readJson((*items)[i], value))
            return failureOf('[' + std::to_string(i) + ']', std::move(failure));
        list.append(std::move(value));
    }
    return {};
}

template <class T> Read readArray(std::string_view text, QList<T> &list)
{
    const auto elements = arrayElements(text);
    if (!elements)
        return readIf(false);
    list.clear();
    for (const std::string &element : *elements) {
        T value {};
        if (auto failure = readText(std::string_view(element), value))
            return failure;
        list.append(std::move(value));
    }
    return {};
}

template <class T> Read readText(std::string_view text, T &value)
{
    if constexpr (IsOptional<T>::value) {
        return readText(text, value.emplace());
    } else if constexpr (Integer<T>) {
        std::int64_t wide = 0;
        return readIf(fromText(text, wide) && narrow(wide, value));
    } else if constexpr (IsId<T>::value) {
        std::int64_t wide = 0;
        const bool ok = fromText(text, wide);
        value = T(wide);
        return readIf(ok);
    } else if constexpr (Named<T>) {
        return readIf(fromText(text, value));
    } else {
        if constexpr (IsList<T>::value) {
            if (text.starts_with('{')) {
                if constexpr (!requires(JsonReader & v, typename IsList<T>::Item & item) { fields(v, item); })
                    return readArray(text, value);
            }
        }
        const auto json = JsonValue::parse(text);
        return json ? readJson(*json, value) : readIf(false);
    }
}

template <class T> Read readJson(const JsonValue &json, T &value)
{
    if constexpr (std::same_as<T, QJsonValue>) {
        value = json.tree();
        return {};
    } else if (json.isNull()) {
        value = T();
        return takesNull<T> ? Read() : Read(Failure({}, Failure::Null));
    } else if constexpr (IsOptional<T>::value) {
        return readJson(json, value.emplace());
    } else if constexpr (std::same_as<T, bool>) {
        const auto read = json.boolean();
        value = read.value_or(false);
        return readIf(read.has_value());
    } else if constexpr (Integer<T>) {
        const auto read = json.integer();
        return readIf(read && narrow(*read, value));
    } else if constexpr (IsId<T>::value) {
        const auto read = json.integer();
        value = T(read.value_or(0));
        return readIf(read.has_value());
    } else if constexpr (Named<T>) {
        const auto read = json.text();
        return readIf(read && fromText(*read, value));
    } else if constexpr (IsList<T>::value) {
        return readItems(json, value);
    } else {
        if (!json.isObject())
            return readIf(false);
        JsonReader reader(json);
        fields(reader, value);
        return reader.failure();
    }
}

} // namespace steward::detail
