// SPDX-License-Identifier: GPL-3.0-or-later
// The only place that knows simdjson. Its DOM, not its On-Demand interface: fields() asks in its own order.
#include "core/backend/decode_value.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <simdjson.h>

#include <cstring>

namespace steward::detail {

namespace {

using Element = simdjson::dom::element;
static_assert(sizeof(Element) <= 16 && std::is_trivially_copyable_v<Element>);

/// Keeps its buffers, and the one document at a time that the values point into.
simdjson::dom::parser &parser()
{
    thread_local simdjson::dom::parser one;
    return one;
}

} // namespace

struct JsonAccess {
    static Element element(const JsonValue &value)
    {
        Element element;
        std::memcpy(static_cast<void *>(&element), value.m_element.data(), sizeof element);
        return element;
    }
    static JsonValue value(const Element &element)
    {
        JsonValue value;
        std::memcpy(value.m_element.data(), static_cast<const void *>(&element), sizeof element);
        return value;
    }
};

std::optional<JsonValue> JsonValue::parse(std::string_view text)
{
    Element root;
    if (parser().parse(text.data(), text.size()).get(root))
        return std::nullopt;
    return JsonAccess::value(root);
}

bool JsonValue::isNull() const
{
    return JsonAccess::element(*this).is_null();
}

std::optional<bool> JsonValue::boolean() const
{
    bool value = false;
    if (JsonAccess::element(*this).get(value))
        return std::nullopt;
    return value;
}

std::optional<std::int64_t> JsonValue::integer() const
{
    std::int64_t value = 0;
    if (JsonAccess::element(*this).get(value))
        return std::nullopt;
    return value;
}

std::optional<std::string_view> JsonValue::text() const
{
    std::string_view value;
    if (JsonAccess::element(*this).get(value))
        return std::nullopt;
    return value;
}

bool JsonValue::isObject() const
{
    return JsonAccess::element(*this).is_object();
}

std::optional<JsonValue> JsonValue::member(std::string_view name) const
{
    Element found;
    if (JsonAccess::element(*this).at_key(name).get(found))
        return std::nullopt;
    return JsonAccess::value(found);
}

std::optional<std::vector<JsonValue>> JsonValue::items() const
{
    simdjson::dom::array array;
    if (JsonAccess::element(*this).get(array))
        return std::nullopt;
    std::vector<JsonValue> items;
    items.reserve(array.size());
    for (const Element item : array)
        items.push_back(JsonAccess::value(item));
    return items;
}

std::optional<std::vector<std::pair<std::string_view, JsonValue>>> JsonValue::members() const
{
    simdjson::dom::object object;
    if (JsonAccess::element(*this).get(object))
        return std::nullopt;
    std::vector<std::pair<std::string_view, JsonValue>> members;
    members.reserve(object.size());
    for (const auto &[name, value] : object)
        members.emplace_back(name, JsonAccess::value(value));
    return members;
}

std::string JsonValue::cell() const
{
    if (const auto words = text())
        return std::string(*words);
    if (const auto flag = boolean())
        return *flag ? "t" : "f";
    return simdjson::minify(JsonAccess::element(*this));
}

QJsonValue JsonValue::tree() const
{
    // Rare (free-form parts only), so a detour by text costs nothing that matters. The brackets make any value a
    // document.
    const std::string text = '[' + simdjson::minify(JsonAccess::element(*this)) + ']';
    return QJsonDocument::fromJson(QByteArray::fromStdString(text)).array().at(0);
}

} // namespace steward::detail
